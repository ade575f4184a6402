package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What holds native memory says that it is closed, and does not free what a call uses. */
class ClosedNetworkTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
  private static final Raster PHOTO = Raster.of(48, 48, new byte[3 * 48 * 48]);
  private static final List<Box> BOXES = List.of(new Box(0, 0, 20, 20), new Box(9, 9, 40, 40));

  private static RegionNetwork network() {
    return RegionNetwork.untrained(SPEC, new RunSeed(3));
  }

  private static void refused(String what, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the " + what + " is closed");
  }

  @Test
  void aClosedNetworkRefusesEveryCall() {
    RegionNetwork network = network();
    Weights snapshot = network.snapshot();
    PhotoMap map = network.map(PHOTO);
    NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam());
    network.close();
    refused("network", () -> network.map(PHOTO));
    refused("network", () -> network.encode(PHOTO, BOXES));
    refused("network", () -> network.logits(PHOTO, BOXES));
    refused("network", () -> network.encodeCrops(List.of(PHOTO)));
    refused("network", () -> network.logitsOfCrops(List.of(PHOTO)));
    refused("network", network::snapshot);
    refused("network", () -> network.restore(snapshot));
    refused("network", () -> map.encode(BOXES));
    refused("network", () -> trainer.forward(List.of(PHOTO), List.of(BOXES)));
    refused("network", () -> trainer.step(0.1));
    trainer.close();
    map.close();
    network.close();
  }

  @Test
  void aClosedMapAndAClosedTrainerRefuseEveryCall() {
    try (RegionNetwork network = network()) {
      PhotoMap map = network.map(PHOTO);
      map.close();
      refused("photo's map", () -> map.encode(BOXES));
      NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam());
      TrainingPass pass = trainer.forward(List.of(PHOTO), List.of(BOXES));
      trainer.close();
      refused("trainer", () -> pass.backward(new float[BOXES.size()]));
      pass.close();
      refused("pass", () -> pass.backward(new float[BOXES.size()]));
      refused("trainer", () -> trainer.forward(List.of(PHOTO), List.of(BOXES)));
      refused("trainer", () -> trainer.forwardCrops(List.of(PHOTO)));
      refused("trainer", () -> trainer.step(0.1));
      refused("trainer", trainer::state);
    }
  }

  /** Native memory that is freed under a call ends the process. */
  @Test
  void closingANetworkWaitsForCalls() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        RegionNetwork network = network();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          callers.add(threads.submit(() -> encodeUntilClosed(network)));
        }
        Thread.sleep(round % 7);
        network.close();
        for (Future<?> caller : callers) {
          assertThat(caller.get()).isNull();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void encodeUntilClosed(RegionNetwork network) {
    try {
      while (true) {
        assertThat(network.encode(PHOTO, BOXES)).hasSize(16);
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the network is closed");
    }
  }
}
