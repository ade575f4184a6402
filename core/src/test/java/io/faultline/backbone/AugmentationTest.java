package io.faultline.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.geometry.Box;
import io.faultline.image.Orientation;
import io.faultline.image.Raster;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void boxesFollowThePixels() {
    byte[] rgb = new byte[3 * 12 * 7];
    for (int i = 0; i < 3; i++) {
      rgb[3 * (2 * 12 + 9) + i] = (byte) 200;
    }
    Raster photo = Raster.of(12, 7, rgb);
    for (int i = 0; i < 40; i++) {
      Augmentation.Draw draw = new Augmentation(true, true, 0).draw(random);
      Box moved = draw.apply(new Box(9, 2, 10, 3), photo);
      assertThat(draw.apply(photo).pixel((int) moved.x1(), (int) moved.y1())).isEqualTo(0xC8C8C8);
    }
  }

  @Test
  void drawsExactlyTheOrientationsThatAreAskedFor() {
    assertThat(drawn(new Augmentation(true, true, 0))).hasSize(8);
    assertThat(drawn(new Augmentation(true, false, 0)))
        .containsExactlyInAnyOrder(
            Orientation.IDENTITY,
            Orientation.FLIP_HORIZONTAL,
            Orientation.FLIP_VERTICAL,
            Orientation.HALF_TURN);
    assertThat(drawn(new Augmentation(false, true, 0)))
        .containsExactlyInAnyOrder(
            Orientation.IDENTITY,
            Orientation.TURN_LEFT,
            Orientation.TURN_RIGHT,
            Orientation.HALF_TURN);
    assertThat(drawn(Augmentation.NONE)).containsExactly(Orientation.IDENTITY);
  }

  @Test
  void brightnessStaysWithinItsJitter() {
    Augmentation augmentation = new Augmentation(false, false, 0.5);
    for (int i = 0; i < 200; i++) {
      assertThat(augmentation.draw(random).factor()).isBetween(0.5, 1.5);
    }
    assertThat(Augmentation.NONE.draw(random).factor()).isEqualTo(1);
  }

  private Set<Orientation> drawn(Augmentation augmentation) {
    Set<Orientation> seen = EnumSet.noneOf(Orientation.class);
    for (int i = 0; i < 300; i++) {
      seen.add(augmentation.draw(random).orientation());
    }
    return seen;
  }
}
