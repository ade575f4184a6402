package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Orientation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      Augmentation.Draw draw = new Augmentation(true, true, 0, 0, 0, 0).draw(random);
      Box moved = draw.apply(new Box(9, 2, 10, 3), photo);
      assertThat(draw.apply(photo).pixel((int) moved.x1(), (int) moved.y1())).isEqualTo(0xC8C8C8);
    }
  }

  @Test
  void drawsExactlyTheOrientationsThatAreAskedFor() {
    assertThat(drawn(new Augmentation(true, true, 0, 0, 0, 0))).hasSize(8);
    assertThat(drawn(new Augmentation(true, false, 0, 0, 0, 0)))
        .containsExactlyInAnyOrder(
            Orientation.IDENTITY,
            Orientation.FLIP_HORIZONTAL,
            Orientation.FLIP_VERTICAL,
            Orientation.HALF_TURN);
    assertThat(drawn(new Augmentation(false, true, 0, 0, 0, 0)))
        .containsExactlyInAnyOrder(
            Orientation.IDENTITY,
            Orientation.TURN_LEFT,
            Orientation.TURN_RIGHT,
            Orientation.HALF_TURN);
    assertThat(drawn(Augmentation.NONE)).containsExactly(Orientation.IDENTITY);
  }

  @Test
  void brightnessStaysWithinItsJitter() {
    Augmentation augmentation = new Augmentation(false, false, 0.5, 0, 0, 0);
    for (int i = 0; i < 200; i++) {
      assertThat(augmentation.draw(random).brightness()).isBetween(0.5, 1.5);
    }
    assertThat(Augmentation.NONE.draw(random).brightness()).isEqualTo(1);
  }

  @Test
  void contrastAndSaturationStayWithinTheirJitter() {
    Augmentation augmentation = new Augmentation(false, false, 0, 0.3, 0.8, 0);
    for (int i = 0; i < 200; i++) {
      Augmentation.Draw draw = augmentation.draw(random);
      assertThat(draw.brightness()).isEqualTo(1);
      assertThat(draw.contrast()).isBetween(0.7, 1.3);
      assertThat(draw.saturation()).isBetween(0.2, 1.8);
    }
    assertThatThrownBy(() -> new Augmentation(true, true, 0, 1.1, 0, 0))
        .hasMessageContaining("contrast is 1.1");
    assertThatThrownBy(() -> new Augmentation(true, true, 0, 0, -0.1, 0))
        .hasMessageContaining("saturation is -0.1");
  }

  @Test
  void everyAngleWithinTheRotationIsDrawn() {
    Augmentation augmentation = new Augmentation(false, false, 0, 0, 0, 30);
    double least = 0;
    double most = 0;
    for (int i = 0; i < 300; i++) {
      double degrees = augmentation.draw(random).degrees();
      assertThat(degrees).isBetween(-30.0, 30.0);
      least = Math.min(least, degrees);
      most = Math.max(most, degrees);
    }
    assertThat(least).isLessThan(-25);
    assertThat(most).isGreaterThan(25);
    assertThat(Augmentation.DEFAULT.draw(random).degrees()).isZero();
  }

  @Test
  void aTurnedCropKeepsItsSizeAndHasBlackCorners() {
    byte[] rgb = new byte[3 * 33 * 33];
    Arrays.fill(rgb, (byte) 120);
    Raster crop = Raster.of(33, 33, rgb);
    Raster turned = new Augmentation.Draw(Orientation.FLIP_HORIZONTAL, 40, 1.4, 1, 1).apply(crop);
    assertThat(turned.width()).isEqualTo(33);
    assertThat(turned.height()).isEqualTo(33);
    for (int corner : new int[] {0, 1, 2, 3}) {
      assertThat(turned.pixel(32 * (corner % 2), 32 * (corner / 2))).isZero();
    }
    assertThat(turned.pixel(16, 16)).isEqualTo(0xA8A8A8);
  }

  @Test
  void nothingIsNothing() {
    Raster photo = Raster.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(Augmentation.NONE.draw(random).apply(photo)).isSameAs(photo);
  }

  @Test
  void wholePhotosAreNotTurnedByAnyAngleAndTheUserHearsOfIt() {
    Augmentation turning = new Augmentation(true, true, 0.5, 0.4, 1, 180);
    assertThat(turning.ofWholePhotos()).isEqualTo(Augmentation.DEFAULT);
    assertThatThrownBy(
            () -> turning.draw(random).apply(new Box(0, 0, 1, 1), Raster.of(1, 1, new byte[3])))
        .hasMessageContaining("no box");
    assertThat(options(Regime.SHARED, turning).advice().orElseThrow())
        .contains("fine-tune.augmentation.rotation", "warp");
    assertThat(options(Regime.WARP, turning).advice()).isEmpty();
    assertThat(FineTuneOptions.DEFAULT.advice()).isEmpty();
  }

  private static FineTuneOptions options(Regime regime, Augmentation augmentation) {
    FineTuneOptions usual = FineTuneOptions.DEFAULT;
    return new FineTuneOptions(
        regime,
        usual.epochs(),
        usual.patience(),
        usual.hours(),
        usual.accumulate(),
        usual.sampler(),
        usual.shared(),
        usual.warp(),
        usual.optimizer(),
        usual.schedule(),
        usual.loss(),
        augmentation);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 180.5, Double.NaN, Double.POSITIVE_INFINITY})
  void aRotationIsAHalfTurnAtMost(double degrees) {
    assertThatThrownBy(() -> new Augmentation(true, true, 0, 0, 0, degrees))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rotation is " + degrees);
  }

  private Set<Orientation> drawn(Augmentation augmentation) {
    Set<Orientation> seen = EnumSet.noneOf(Orientation.class);
    for (int i = 0; i < 300; i++) {
      seen.add(augmentation.draw(random).orientation());
    }
    return seen;
  }
}
