package io.faultline.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.image.Raster;
import io.faultline.internal.reading.Samples;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotometricTest {
  private static final Raster NOISE = Samples.noise(9, 5, 7);

  @Test
  void factorOneChangesNothingAndFactorZeroIsBlack() {
    assertThat(Photometric.brightness(NOISE, 1).toBytes()).isEqualTo(NOISE.toBytes());
    assertThat(Photometric.brightness(NOISE, 0).toBytes()).containsOnly(0);
  }

  @Property(tries = 25)
  void everyChannelIsMultipliedRoundedAndCut(@ForAll @DoubleRange(min = 0, max = 3) double factor) {
    byte[] before = NOISE.toBytes();
    byte[] after = Photometric.brightness(NOISE, factor).toBytes();
    for (int i = 0; i < before.length; i++) {
      assertThat((long) (after[i] & 0xFF))
          .isEqualTo(Math.min(255, Math.round((before[i] & 0xFF) * factor)));
    }
  }

  @Test
  void contrastAndSaturationOfOneChangeNothing() {
    assertThat(Photometric.contrast(NOISE, 1).toBytes()).isEqualTo(NOISE.toBytes());
    assertThat(Photometric.saturation(NOISE, 1).toBytes()).isEqualTo(NOISE.toBytes());
  }

  @Test
  void withoutContrastAPhotoIsItsMeanLuminance() {
    Raster two = Raster.of(2, 1, new byte[] {0, 0, 0, (byte) 200, (byte) 200, (byte) 200});
    assertThat(Photometric.contrast(two, 0).toBytes()).containsOnly(100);
    assertThat(Photometric.contrast(two, 0.5).toBytes())
        .containsExactly(50, 50, 50, (byte) 150, (byte) 150, (byte) 150);
    assertThat(Photometric.contrast(two, 2).toBytes())
        .containsExactly(0, 0, 0, (byte) 255, (byte) 255, (byte) 255);
  }

  @Test
  void withoutSaturationEveryPixelIsItsLuminance() {
    Raster red = Raster.of(1, 1, new byte[] {(byte) 200, 100, 0});
    // 0.299 * 200 + 0.587 * 100 = 118.5
    assertThat(Photometric.saturation(red, 0).toBytes()).containsExactly(119, 119, 119);
    assertThat(Photometric.saturation(red, 0.5).toBytes()).containsExactly((byte) 159, 109, 59);
    assertThat(Photometric.saturation(red, 2).toBytes()).containsExactly((byte) 255, 82, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aFactorIsNeitherNegativeNorEndless(double factor) {
    assertThatThrownBy(() -> Photometric.brightness(NOISE, factor))
        .hasMessageContaining("must be >= 0");
    assertThatThrownBy(() -> Photometric.contrast(NOISE, factor)).hasMessageContaining("contrast");
    assertThatThrownBy(() -> Photometric.saturation(NOISE, factor))
        .hasMessageContaining("saturation");
  }
}
