package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoMapTest {
  private static final Raster PHOTO = noise(96, 64);

  /** Ten times the map's positions, so that many boxes at once take the other way. */
  private static final List<Box> BOXES = boxes(240);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void manyRegionsAtOnceAreWhatEachIsAlone(int maps) {
    try (RegionNetwork network = network(maps, 1.5, Head.HIDDEN)) {
      float[] together = network.encode(PHOTO, BOXES);
      int dimension = network.spec().featureDimension();
      for (int i = 0; i < BOXES.size(); i++) {
        float[] alone = network.encode(PHOTO, List.of(BOXES.get(i)));
        for (int d = 0; d < dimension; d++) {
          assertThat(together[i * dimension + d]).isCloseTo(alone[d], within(2e-5f));
        }
      }
      assertThat(together).satisfies(PhotoMapTest::aliveAndVaried);
    }
  }

  @Test
  void aMapServesAgainAfterManyRegions() {
    try (RegionNetwork network = network(1, 1, Head.HIDDEN);
        PhotoMap map = network.map(PHOTO)) {
      float[] few = map.encode(BOXES.subList(0, 3));
      map.encode(BOXES);
      assertThat(map.encode(BOXES.subList(0, 3))).containsExactly(few, within(2e-5f));
      assertThat(map.encode(List.of())).isEmpty();
    }
  }

  @Test
  void contextPoolsTheWiderBox() {
    Box box = new Box(30, 20, 60, 40);
    Box wider = new Box(22.5, 15, 67.5, 45);
    for (Head head : List.of(Head.HIDDEN, Head.POOLED)) {
      try (RegionNetwork plain = network(1, 1, head);
          RegionNetwork context = network(1, 1.5, head)) {
        assertThat(context.encode(PHOTO, List.of(box)))
            .containsExactly(plain.encode(PHOTO, List.of(wider)), within(1e-6f))
            .isNotEqualTo(plain.encode(PHOTO, List.of(box)));
        try (NetworkTrainer one = new NetworkTrainer(plain, OptimizerOptions.adam());
            NetworkTrainer other = new NetworkTrainer(context, OptimizerOptions.adam());
            TrainingPass widened = one.forward(List.of(PHOTO), List.of(List.of(wider)));
            TrainingPass shown = other.forward(List.of(PHOTO), List.of(List.of(box)))) {
          assertThat(shown.logits()).containsExactly(widened.logits(), within(1e-5f));
        }
      }
    }
  }

  @Test
  void twoMapsAreTwoNetworksSideBySide() {
    try (RegionNetwork both = network(2, 1, Head.POOLED);
        RegionNetwork last = network(1, 1, Head.POOLED);
        RegionNetwork first =
            RegionNetwork.untrained(
                new NetworkSpec(
                    Architecture.RESNET18, Stage.LAYER1, 1, 3, 1, Head.POOLED, 16, 2, false, 0),
                new RunSeed(5))) {
      float[] together = both.encode(PHOTO, BOXES.subList(0, 1));
      assertThat(together).hasSize(128 + 64);
      assertThat(Arrays.copyOf(together, 128))
          .containsExactly(last.encode(PHOTO, BOXES.subList(0, 1)), within(1e-6f));
      assertThat(Arrays.copyOfRange(together, 128, 192))
          .containsExactly(first.encode(PHOTO, BOXES.subList(0, 1)), within(1e-6f));
    }
  }

  private static void aliveAndVaried(float[] features) {
    assertThat(features).contains(0f);
    float most = 0;
    for (float value : features) {
      most = Math.max(most, value);
    }
    assertThat(most).isGreaterThan(0.01f);
  }

  private static RegionNetwork network(int maps, double context, Head head) {
    return RegionNetwork.untrained(
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER2, maps, 3, context, head, 16, 2, false, 0),
        new RunSeed(5));
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
      pixels[i] = (byte) random.nextInt(256);
    }
    return Raster.of(width, height, pixels);
  }
}
