package io.faultline.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aFactorIsNeitherNegativeNorEndless(double factor) {
    assertThatThrownBy(() -> Photometric.brightness(NOISE, factor))
        .hasMessageContaining("must be >= 0");
  }
}
