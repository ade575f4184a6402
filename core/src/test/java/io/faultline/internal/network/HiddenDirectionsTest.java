package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HiddenDirectionsTest {
  private static final int HIDDEN = 128;
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          Architecture.RESNET18, Stage.LAYER2, 1, 3, 1.5, Head.HIDDEN, HIDDEN, 2, false, 0);
  private static final Raster PHOTO = noise(96, 64);
  private static final List<Box> BOXES = boxes(400);

  @Test
  void fewDirectionsKeepAlmostAllThatTheLayerSays() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(5))) {
      float[] before = network.encode(PHOTO, BOXES);
      int rank = confine(network);
      assertThat(rank).isBetween(16, HIDDEN / 2).isEqualTo(rank / 16 * 16);
      float[] after = network.encode(PHOTO, BOXES);
      assertThat(after).isNotEqualTo(before);
      assertThat(squares(before, after)).isLessThan(0.03 * squares(before, means(before)));
    }
  }

  @Test
  void manyRegionsAtOnceAreStillWhatEachIsAlone() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(5))) {
      int rank = confine(network);
      assertThat(rank).isLessThan(HIDDEN);
      float[] together = network.encode(PHOTO, BOXES);
      for (int i = 0; i < 20; i++) {
        float[] alone = network.encode(PHOTO, List.of(BOXES.get(i)));
        for (int d = 0; d < HIDDEN; d++) {
          assertThat(together[i * HIDDEN + d]).isCloseTo(alone[d], within(1e-4f));
        }
      }
    }
  }

  @Test
  void aSnapshotKeepsThemAndTrainingForgetsThem() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(5))) {
      int rank = confine(network);
      Weights snapshot = network.snapshot();
      assertThat(snapshot.require("head.hidden.basis", HIDDEN, rank).elements())
          .isEqualTo(HIDDEN * rank);
      try (RegionNetwork copy = RegionNetwork.of(SPEC, snapshot)) {
        assertThat(copy.encode(PHOTO, BOXES)).isEqualTo(network.encode(PHOTO, BOXES));
        try (NetworkTrainer trainer = new NetworkTrainer(copy, OptimizerOptions.adam())) {
          assertThat(copy.snapshot().find("head.hidden.basis")).isEmpty();
        }
      }
    }
  }

  @Test
  void aBasisOfAnotherShapeIsNoModel() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(5))) {
      NamedTensor wrong = new NamedTensor("head.hidden.basis", new int[] {2, 2}, new float[4]);
      Weights weights =
          Weights.of(
              "w", Stream.concat(network.snapshot().tensors().stream(), Stream.of(wrong)).toList());
      assertThatThrownBy(() -> RegionNetwork.of(SPEC, weights))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("head.hidden.basis");
    }
  }

  @Test
  void tooFewRegionsChangeNothing() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, Compute.PLAIN, new RunSeed(5));
        HiddenDirections directions = new HiddenDirections(network)) {
      float[] before = network.encode(PHOTO, BOXES);
      directions.add(PHOTO, BOXES.subList(0, HIDDEN - 1));
      assertThat(directions.confine()).isEqualTo(HIDDEN);
      assertThat(network.encode(PHOTO, BOXES)).isEqualTo(before);
    }
  }

  private static int confine(RegionNetwork network) {
    try (HiddenDirections directions = new HiddenDirections(network)) {
      directions.add(PHOTO, BOXES);
      return directions.confine();
    }
  }

  private static double squares(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static float[] means(float[] features) {
    float[] means = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      means[i % HIDDEN] += features[i] / BOXES.size();
    }
    for (int i = HIDDEN; i < means.length; i++) {
      means[i] = means[i % HIDDEN];
    }
    return means;
  }

  private static List<Box> boxes(int count) {
    SplittableRandom random = new SplittableRandom(3);
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble(-10, 80);
      double y = random.nextDouble(-10, 50);
      boxes.add(new Box(x, y, x + random.nextDouble(2, 60), y + random.nextDouble(2, 60)));
    }
    return boxes;
  }

  private static Raster noise(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(256) * (i % 1000) / 1000);
    }
    return Raster.of(width, height, pixels);
  }
}
