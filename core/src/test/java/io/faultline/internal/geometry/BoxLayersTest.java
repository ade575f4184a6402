package io.faultline.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BoxLayersTest {
  private static final int SIDE = 24;

  @Test
  void nothingCoversNothing() {
    assertThat(BoxLayers.areas(List.of())).containsExactly(0);
    assertThat(BoxLayers.areas(List.of(List.of(), List.of()))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void oneOfEachCombination() {
    List<Box> first = List.of(new Box(0, 0, 10, 10), new Box(5, 0, 10, 10));
    List<Box> second = List.of(new Box(4, 0, 30, 10));
    assertThat(BoxLayers.areas(List.of(first, second))).containsExactly(0, 40, 200, 60);
  }

  @Test
  void aLargePhotoTakesNoMoreThanItsBoxes() {
    Box all = new Box(0, 0, 1e5, 1e5);
    assertThat(BoxLayers.areas(List.of(List.of(all, all.shift(0.5, 0)))))
        .containsExactly(0, 1e10 + 0.5 * 1e5);
  }

  @Property(tries = 100)
  void countedPixelsAgree(@ForAll long seed) {
    List<List<Box>> layers = layers(new Random(seed), 3);
    double[] counted = new double[8];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        Box pixel = new Box(x, y, x + 1, y + 1);
        int covered = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
          boolean inside = layers.get(layer).stream().anyMatch(box -> box.intersection(pixel) > 0);
          covered |= inside ? 1 << layer : 0;
        }
        counted[covered]++;
      }
    }
    counted[0] = 0;
    assertThat(BoxLayers.areas(layers)).containsExactly(counted);
  }

  @Property(tries = 50)
  void theOrderOfBoxesDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<List<Box>> layers = layers(random, 2).stream().map(BoxLayersTest::uneven).toList();
    List<List<Box>> shuffled = new ArrayList<>();
    for (List<Box> layer : layers) {
      List<Box> order = new ArrayList<>(layer);
      Collections.shuffle(order, random);
      shuffled.add(order);
    }
    assertThat(BoxLayers.areas(shuffled)).isEqualTo(BoxLayers.areas(layers));
  }

  @Property(tries = 50)
  void aUnionIsItsPartsLessWhatTheyShare(@ForAll long seed) {
    List<List<Box>> layers =
        layers(new Random(seed), 2).stream().map(BoxLayersTest::uneven).toList();
    double[] both = BoxLayers.areas(layers);
    double first = BoxLayers.areas(layers.subList(0, 1))[1];
    double second = BoxLayers.areas(layers.subList(1, 2))[1];
    List<Box> union = new ArrayList<>(layers.get(0));
    union.addAll(layers.get(1));
    assertThat(BoxLayers.areas(List.of(union))[1])
        .isCloseTo(Arrays.stream(both).sum(), within(1e-9))
        .isCloseTo(first + second - both[3], within(1e-9));
  }

  private static List<Box> uneven(List<Box> boxes) {
    return boxes.stream().map(box -> box.scale(Math.PI).shift(0.1, 0.7)).toList();
  }

  private static List<List<Box>> layers(Random random, int count) {
    List<List<Box>> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      List<Box> boxes = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        int x = random.nextInt(SIDE - 1);
        int y = random.nextInt(SIDE - 1);
        boxes.add(
            new Box(
                x, y, x + 1 + random.nextInt(SIDE - 1 - x), y + 1 + random.nextInt(SIDE - 1 - y)));
      }
      layers.add(boxes);
    }
    return layers;
  }
}
