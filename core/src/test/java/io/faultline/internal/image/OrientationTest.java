package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.reading.Samples;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrientationTest {

  @Test
  void turnsAndFlipsAsNamed() {
    Mask mask = Samples.mask("#..", "##.");
    assertThat(drawn(Orientation.IDENTITY, mask)).isEqualTo("#..\n##.\n");
    assertThat(drawn(Orientation.FLIP_HORIZONTAL, mask)).isEqualTo("..#\n.##\n");
    assertThat(drawn(Orientation.FLIP_VERTICAL, mask)).isEqualTo("##.\n#..\n");
    assertThat(drawn(Orientation.HALF_TURN, mask)).isEqualTo(".##\n..#\n");
    assertThat(drawn(Orientation.TRANSPOSE, mask)).isEqualTo("##\n.#\n..\n");
    assertThat(drawn(Orientation.TRANSVERSE, mask)).isEqualTo("..\n#.\n##\n");
    assertThat(drawn(Orientation.TURN_RIGHT, mask)).isEqualTo("##\n#.\n..\n");
    assertThat(drawn(Orientation.TURN_LEFT, mask)).isEqualTo("..\n.#\n##\n");
  }

  private static String drawn(Orientation orientation, Mask mask) {
    return Samples.draw(orientation.apply(mask));
  }

  @Property(tries = 40)
  void theInverseUndoesIt(
      @ForAll Orientation orientation,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    Raster photo = Samples.noise(width, height, seed);
    Raster there = orientation.apply(photo);
    assertThat(there.width()).isEqualTo(orientation.swapsSides() ? height : width);
    assertThat(orientation.inverse().apply(there).toBytes()).isEqualTo(photo.toBytes());
    Box box = new Box(0.5, 0.25, width, height);
    Box moved = orientation.apply(box, width, height);
    assertThat(orientation.inverse().apply(moved, there.width(), there.height())).isEqualTo(box);
  }

  @Property(tries = 20)
  void flipsTwiceAndQuarterTurnsFourTimesAreTheIdentity(
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll long seed) {
    Raster photo = Samples.noise(width, height, seed);
    for (Orientation turn : new Orientation[] {Orientation.TURN_LEFT, Orientation.TURN_RIGHT}) {
      assertThat(repeated(turn, 4, photo).toBytes()).isEqualTo(photo.toBytes());
      assertThat(repeated(turn, 2, photo).toBytes())
          .isEqualTo(Orientation.HALF_TURN.apply(photo).toBytes());
    }
    for (Orientation flip :
        new Orientation[] {
          Orientation.FLIP_HORIZONTAL,
          Orientation.FLIP_VERTICAL,
          Orientation.TRANSPOSE,
          Orientation.TRANSVERSE
        }) {
      assertThat(repeated(flip, 2, photo).toBytes()).isEqualTo(photo.toBytes());
    }
  }

  private static Raster repeated(Orientation orientation, int times, Raster photo) {
    Raster changed = photo;
    for (int i = 0; i < times; i++) {
      changed = orientation.apply(changed);
    }
    return changed;
  }

  @Property(tries = 40)
  void boxesFollowThePixels(
      @ForAll Orientation orientation,
      @ForAll @IntRange(min = 0, max = 3) int left,
      @ForAll @IntRange(min = 0, max = 2) int top,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll @IntRange(min = 1, max = 3) int height) {
    boolean[] set = new boolean[8 * 6];
    for (int i = 0; i < set.length; i++) {
      int x = i % 8;
      int y = i / 8;
      set[i] = x >= left && x < left + width && y >= top && y < top + height;
    }
    Mask mask = Mask.of(8, 6, set);
    Box box = Components.of(mask).get(0).box();
    assertThat(Components.of(orientation.apply(mask)).get(0).box())
        .isEqualTo(orientation.apply(box, 8, 6));
  }

  @Property(tries = 20)
  void photosAndMasksMoveAlike(@ForAll Orientation orientation, @ForAll long seed) {
    Mask mask = Samples.speckle(7, 5, 0.5, seed);
    byte[] rgb = new byte[7 * 5 * 3];
    for (int i = 0; i < 35; i++) {
      rgb[3 * i] = (byte) (mask.at(i % 7, i / 7) ? 255 : 0);
    }
    Raster moved = orientation.apply(Raster.of(7, 5, rgb));
    Mask expected = orientation.apply(mask);
    for (int y = 0; y < moved.height(); y++) {
      for (int x = 0; x < moved.width(); x++) {
        assertThat(moved.pixel(x, y)).isEqualTo(expected.at(x, y) ? 0xFF0000 : 0);
      }
    }
  }
}
