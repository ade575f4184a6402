package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.geometry.Box;
import io.faultline.internal.reading.Samples;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void cornersJoinAndOrderIsByFirstPixel() {
    List<Component> found =
        Components.of(
            Samples.mask(
                ".....##", //
                "#......", ".#...#.", "..#...."));
    assertThat(found)
        .extracting(Component::box)
        .containsExactly(new Box(5, 0, 7, 1), new Box(0, 1, 3, 4), new Box(5, 2, 6, 3));
    assertThat(found).extracting(Component::area).containsExactly(2, 3, 1);
    assertThat(found.get(1).contains(1, 2)).isTrue();
    assertThat(found.get(1).contains(2, 2)).isFalse();
    assertThat(found.get(1).contains(5, 2)).isFalse();
  }

  @Test
  void anEmptyMaskHasNone() {
    assertThat(Components.of(Samples.mask("...", "..."))).isEmpty();
  }

  @Test
  void outlinesRunAlongTheEdgesOfPixels() {
    assertThat(outline("...", ".#.", "...")).containsExactly(1, 1, 2, 1, 2, 2, 1, 2);
    assertThat(outline("####")).containsExactly(0, 0, 4, 0, 4, 1, 0, 1);
    assertThat(outline("#.", "##")).containsExactly(0, 0, 1, 0, 1, 1, 2, 1, 2, 2, 0, 2);
    assertThat(outline("#.", ".#")).containsExactly(0, 0, 1, 0, 1, 1, 2, 1, 2, 2, 1, 2, 1, 1, 0, 1);
    assertThat(outline("###", "#.#", "###")).containsExactly(0, 0, 3, 0, 3, 3, 0, 3);
  }

  private static double[] outline(String... rows) {
    List<Component> found = Components.of(Samples.mask(rows));
    assertThat(found).hasSize(1);
    return found.get(0).outline();
  }

  @Property(tries = 60)
  void componentsPartitionTheMask(
      @ForAll @IntRange(min = 1, max = 24) int width,
      @ForAll @IntRange(min = 1, max = 24) int height,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll long seed) {
    Mask mask = Samples.speckle(width, height, density, seed);
    List<Component> found = Components.of(mask);
    assertThat(found.stream().mapToInt(Component::area).sum()).isEqualTo(mask.area());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int atX = x;
        int atY = y;
        long owners = found.stream().filter(c -> c.contains(atX, atY)).count();
        assertThat(owners).isEqualTo(mask.at(x, y) ? 1 : 0);
      }
    }
    for (Component component : found) {
      assertThat(component.overlap(mask)).isEqualTo(component.area());
    }
  }

  @Property(tries = 60)
  void anOutlineEnclosesThePixelsAndTheHoles(
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @DoubleRange(min = 0.2, max = 0.9) double density,
      @ForAll long seed) {
    for (Component component : Components.of(Samples.speckle(width, height, density, seed))) {
      double[] xy = component.outline();
      assertThat(xy.length).isGreaterThanOrEqualTo(8);
      double twice = 0;
      double left = width;
      double right = 0;
      for (int i = 0; i < xy.length; i += 2) {
        int next = (i + 2) % xy.length;
        twice += xy[i] * xy[next + 1] - xy[next] * xy[i + 1];
        left = Math.min(left, xy[i]);
        right = Math.max(right, xy[i]);
      }
      assertThat(twice / 2).isEqualTo(filled(component, width, height));
      assertThat(left).isEqualTo(component.box().x1());
      assertThat(right).isEqualTo(component.box().x2());
    }
  }

  /** All pixels that cannot be reached from outside in steps to the four neighbours. */
  private static int filled(Component component, int width, int height) {
    boolean[][] outside = new boolean[height + 2][width + 2];
    List<int[]> open = new ArrayList<>(List.of(new int[] {0, 0}));
    int reached = 0;
    while (!open.isEmpty()) {
      int[] at = open.remove(open.size() - 1);
      int x = at[0];
      int y = at[1];
      if (x < 0
          || y < 0
          || x >= width + 2
          || y >= height + 2
          || outside[y][x]
          || component.contains(x - 1, y - 1)) {
        continue;
      }
      outside[y][x] = true;
      reached++;
      open.addAll(
          List.of(
              new int[] {x + 1, y},
              new int[] {x - 1, y},
              new int[] {x, y + 1},
              new int[] {x, y - 1}));
    }
    return (width + 2) * (height + 2) - reached;
  }
}
