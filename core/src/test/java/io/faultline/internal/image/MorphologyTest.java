package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.internal.reading.Samples;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MorphologyTest {

  @Test
  void closesGapsAndReachesTheBorder() {
    Mask mask = Samples.mask("..........", "...#.#....", "..........");
    assertThat(Samples.draw(Morphology.close(mask, 3)))
        .isEqualTo("...###....\n...###....\n...###....\n");
    Mask tall = Samples.mask(".......", ".......", "...#.#.", ".......", ".......");
    assertThat(Samples.draw(Morphology.close(tall, 3)))
        .isEqualTo(".......\n.......\n...####\n.......\n.......\n");
  }

  @Test
  void sideOneChangesNothingAndLessIsRefused() {
    Mask mask = Samples.speckle(9, 9, 0.3, 1);
    assertThat(Samples.draw(Morphology.close(mask, 1))).isEqualTo(Samples.draw(mask));
    assertThatThrownBy(() -> Morphology.close(mask, 0)).hasMessageContaining("kernel side is 0");
  }

  @Property(tries = 60)
  void equalsTheDefinitionAndIsExtensiveAndIdempotent(
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 9) int side,
      @ForAll long seed) {
    Mask mask = Samples.speckle(width, height, 0.15, seed);
    Mask closed = Morphology.close(mask, side);
    int before = side / 2;
    int after = side - 1 - before;
    Mask dilated = window(mask, before, after, false);
    assertThat(Samples.draw(closed)).isEqualTo(Samples.draw(window(dilated, before, after, true)));
    if (side % 2 == 1) {
      for (int i = 0; i < width * height; i++) {
        boolean was = mask.at(i % width, i / width);
        assertThat(!was || closed.at(i % width, i / width)).isTrue();
      }
      assertThat(Samples.draw(Morphology.close(closed, side))).isEqualTo(Samples.draw(closed));
    }
  }

  /** Whether all (else any) pixels of the window that lie inside of the picture are set. */
  private static Mask window(Mask mask, int before, int after, boolean all) {
    boolean[] set = new boolean[mask.width() * mask.height()];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        boolean result = all;
        for (int v = Math.max(0, y - before); v <= Math.min(mask.height() - 1, y + after); v++) {
          for (int u = Math.max(0, x - before); u <= Math.min(mask.width() - 1, x + after); u++) {
            result = all ? result && mask.at(u, v) : result || mask.at(u, v);
          }
        }
        set[y * mask.width() + x] = result;
      }
    }
    return Mask.of(mask.width(), mask.height(), set);
  }
}
