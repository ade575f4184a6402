package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.internal.provenance.RunSeed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {
  private static final BootstrapInterval.Options OPTIONS =
      BootstrapInterval.Options.of(new RunSeed(42));

  @Test
  void theIntervalOfAShareIsTheNormalOneForManyPhotos() {
    int photos = 1000;
    BootstrapInterval interval =
        BootstrapInterval.of(photos, OPTIONS, drawn -> share(drawn, 300)).orElseThrow();
    double half = 1.96 * Math.sqrt(0.3 * 0.7 / photos);
    assertThat(interval.estimate()).isEqualTo(0.3);
    assertThat(interval.lower()).isCloseTo(0.3 - half, within(0.006));
    assertThat(interval.upper()).isCloseTo(0.3 + half, within(0.006));
    assertThat(interval.resamples()).isEqualTo(1000);
  }

  @Test
  void theSeedDecidesTheDraws() {
    assertThat(BootstrapInterval.of(50, OPTIONS, drawn -> share(drawn, 20)))
        .isEqualTo(BootstrapInterval.of(50, OPTIONS, drawn -> share(drawn, 20)))
        .isNotEqualTo(
            BootstrapInterval.of(
                50,
                BootstrapInterval.Options.of(new RunSeed(43)),
                drawn -> drawn[0] + share(drawn, 20)));
  }

  @Test
  void everyResampleDrawsAsManyPhotosAsThereAre() {
    BootstrapInterval interval =
        BootstrapInterval.of(7, OPTIONS, drawn -> Arrays.stream(drawn).sum()).orElseThrow();
    assertThat(interval.lower()).isEqualTo(7);
    assertThat(interval.upper()).isEqualTo(7);
  }

  @Test
  void undefinedResamplesAreLeftOut() {
    BootstrapInterval interval =
        BootstrapInterval.of(3, OPTIONS, drawn -> drawn[0] == 0 ? Double.NaN : drawn[0])
            .orElseThrow();
    assertThat(interval.resamples()).isBetween(600, 800);
    assertThat(interval.lower()).isEqualTo(1);
    assertThat(BootstrapInterval.of(3, OPTIONS, drawn -> Double.NaN)).isEmpty();
    assertThat(BootstrapInterval.of(0, OPTIONS, drawn -> 1)).isEmpty();
  }

  @Test
  void optionsAreChecked() {
    RunSeed seed = new RunSeed(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootstrapInterval.Options(0, 0.9, seed));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootstrapInterval.Options(9, Double.NaN, seed));
  }

  /** The share of drawn photos that are among the first {@code n}. */
  private static double share(int[] drawn, int n) {
    return (double) Arrays.stream(drawn).limit(n).sum() / Arrays.stream(drawn).sum();
  }
}
