package io.faultline.experiment;

import io.faultline.evaluation.BootstrapInterval;
import java.util.Arrays;
import java.util.Locale;

/**
 * An estimate with the interval in which it lies over resamples.
 *
 * @param estimate of all photos and seeds as they are
 * @param lower the 2.5th percentile of the resamples
 * @param upper the 97.5th
 */
public record Interval(double estimate, double lower, double upper) {
  private static final double TAIL = 0.025;

  static Interval of(double estimate, double[] resampled) {
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    return new Interval(
        estimate,
        BootstrapInterval.percentile(sorted, TAIL),
        BootstrapInterval.percentile(sorted, 1 - TAIL));
  }

  /** Whether a difference of this size is not chance: both ends lie on one side of zero. */
  public boolean real() {
    return lower > 0 || upper < 0;
  }

  /** {@code 0.78 (0.71 to 0.84)}. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", estimate, lower, upper);
  }

  /** {@code +0.06 (-0.01 to +0.13)}. */
  public String signed() {
    return String.format(Locale.ROOT, "%+.2f (%+.2f to %+.2f)", estimate, lower, upper);
  }
}
