package io.faultline.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.Progress;
import io.faultline.network.Architecture;
import io.faultline.network.Head;
import io.faultline.network.NetworkSpec;
import io.faultline.network.NetworkTrainer;
import io.faultline.network.OptimizerOptions;
import io.faultline.network.RegionNetwork;
import io.faultline.network.Stage;
import io.faultline.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanesTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(3);

  @AfterEach
  void close() {
    workers.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(Regime.class)
  void lanesLearnWhatOneThreadLearnsAndTheSameEveryTime(Regime regime) {
    List<EpochLog> alone = epochs(regime, 1);
    List<EpochLog> two = epochs(regime, 2);
    assertThat(epochs(regime, 2)).isEqualTo(two);
    assertThat(epochs(regime, 3)).isEqualTo(epochs(regime, 3));
    for (int i = 0; i < alone.size(); i++) {
      assertThat(two.get(i).trainLoss()).isCloseTo(alone.get(i).trainLoss(), within(1e-3));
      assertThat(two.get(i).validationLoss())
          .isCloseTo(alone.get(i).validationLoss(), within(1e-3));
    }
  }

  private List<EpochLog> epochs(Regime regime, int threads) {
    try (RegionNetwork network = RegionNetwork.untrained(spec(false), new RunSeed(2))) {
      return FineTuning.run(
              network,
              FineTuningTest.photos(6, 0),
              FineTuningTest.photos(2, 100),
              FineTuningTest.options(regime),
              new RunSeed(1),
              new FineTuning.Host(
                  Progress.NONE, threads, workers, () -> 0, Optional.empty(), epochs -> {}))
          .epochs();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1, 1, 1, 4",
    "4, 2, 2, 1, 2",
    "4, 3, 3, 1, 2",
    "4, 16, 4, 4, 1",
    "64, 2, 2, 1, 32"
  })
  void threadsAreSharedOut(int items, int threads, int lanes, int each, int share) {
    Lanes made = lanes(false, items, threads);
    assertThat(made.count()).isEqualTo(lanes);
    assertThat(made.threadsEach()).isEqualTo(each);
    assertThat(made.share(items)).isEqualTo(share);
  }

  /** Its means are those of the whole batch. */
  @Test
  void batchNormThatLearnsSeesTheWholeBatch() {
    Lanes made = lanes(true, 4, 2);
    assertThat(made.count()).isEqualTo(1);
    assertThat(made.threadsEach()).isEqualTo(2);
    assertThat(made.share(4)).isEqualTo(4);
  }

  private Lanes lanes(boolean trainBatchNorm, int items, int threads) {
    try (RegionNetwork network = RegionNetwork.untrained(spec(trainBatchNorm), new RunSeed(2));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      return Lanes.of(trainer, items, threads, workers);
    }
  }

  private static NetworkSpec spec(boolean trainBatchNorm) {
    return new NetworkSpec(
        Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, trainBatchNorm, 0);
  }

  @Test
  void resultsAreTakenInOrderWhateverEndsFirst() {
    CountDownLatch second = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();
    new Lanes(2, 1, workers)
        .run(
            5,
            part -> {
              if (part == 0) {
                await(second);
              } else if (part == 1) {
                second.countDown();
              }
              return part;
            },
            taken::add);
    assertThat(taken).containsExactly(0, 1, 2, 3, 4);
  }

  /** What a lane works with may be freed once the fault is out. */
  @Test
  void aFaultComesOutWhenNoLaneWorksAnyMore() {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                new Lanes(2, 1, workers)
                    .run(
                        2,
                        part -> {
                          if (part == 0) {
                            failed.countDown();
                            throw new IllegalStateException("lost");
                          }
                          await(failed);
                          pause();
                          ended.set(true);
                          return part;
                        },
                        part -> {}))
        .hasMessage("lost");
    assertThat(ended).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
