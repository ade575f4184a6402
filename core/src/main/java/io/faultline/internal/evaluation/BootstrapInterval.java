package io.faultline.internal.evaluation;

import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.provenance.RunSeed;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A percentile bootstrap interval over photos (Efron 1979): photos, or whole groups of them, are
 * drawn with replacement, as many as there are, and the statistic is taken of each such sample.
 * Objects in one photo depend on each other, so photos are the least unit, never objects.
 *
 * <p>Resample {@code r} draws the same photos for every statistic of a run, and depends on the seed
 * and {@code r} alone.
 *
 * @param estimate the statistic of the photos as they are
 * @param lower the lower end; percentiles interpolate linearly, as numpy does
 * @param upper the upper end
 * @param confidence the share of resamples between both ends, in (0, 1)
 * @param resamples how many resamples the statistic was defined for
 */
public record BootstrapInterval(
    double estimate, double lower, double upper, double confidence, int resamples) {

  /**
   * How photos are drawn.
   *
   * @param resamples at least 1
   * @param confidence in (0, 1)
   * @param seed decides the draws
   * @param groups which photos are drawn together
   */
  public record Options(int resamples, double confidence, RunSeed seed, GroupRule groups) {
    /** Each photo on its own. */
    public Options(int resamples, double confidence, RunSeed seed) {
      this(resamples, confidence, seed, new GroupRule.EachPhoto());
    }

    /** 1,000 resamples and 95 %, each photo on its own. */
    public static Options of(RunSeed seed) {
      return of(seed, new GroupRule.EachPhoto());
    }

    /** 1,000 resamples and 95 %. */
    public static Options of(RunSeed seed, GroupRule groups) {
      return new Options(1000, 0.95, seed, groups);
    }

    /** The photos that resample {@code r} draws. */
    int[] drawn(PhotoUnits units, int r) {
      return units.drawn(seed.of("bootstrap", r));
    }

    /** Checks the ranges. */
    public Options {
      if (!(resamples >= 1)) {
        throw new IllegalArgumentException("resamples is " + resamples + "; it must be >= 1");
      }
      if (!(confidence > 0 && confidence < 1)) {
        throw new IllegalArgumentException(
            "confidence is " + confidence + "; it must be between 0 and 1");
      }
    }
  }

  /**
   * Resamples photos.
   *
   * @param photos how many photos there are
   * @param options how often and how wide
   * @param statistic takes how often each photo was drawn, {@code [photos]}, and gives a number, or
   *     NaN where it is undefined; it must not keep the array
   * @return the interval, or empty where the statistic is undefined for the photos as they are or
   *     for every resample
   */
  public static Optional<BootstrapInterval> of(
      int photos, Options options, ToDoubleFunction<int[]> statistic) {
    PhotoUnits units = PhotoUnits.each(photos);
    double estimate = statistic.applyAsDouble(units.once());
    double[] values = new double[photos == 0 ? 0 : options.resamples()];
    for (int r = 0; r < values.length; r++) {
      values[r] = statistic.applyAsDouble(options.drawn(units, r));
    }
    return of(estimate, values, options.confidence());
  }

  /**
   * The interval in which a statistic lies over resamples that are drawn already.
   *
   * @param estimate of the photos as they are
   * @param resampled its values, NaN where it is undefined
   * @param confidence in (0, 1)
   * @return the interval, or empty where the estimate or every value is undefined
   */
  public static Optional<BootstrapInterval> of(
      double estimate, double[] resampled, double confidence) {
    double[] sorted =
        Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (Double.isNaN(estimate) || sorted.length == 0) {
      return Optional.empty();
    }
    double tail = (1 - confidence) / 2;
    return Optional.of(
        new BootstrapInterval(
            estimate,
            percentile(sorted, tail),
            percentile(sorted, 1 - tail),
            confidence,
            sorted.length));
  }

  /** Whether a difference with this interval is clear: both ends lie on one side of zero. */
  public boolean isClear() {
    return lower > 0 || upper < 0;
  }

  /** {@code 0.78 (0.71 to 0.84)}. */
  public String text() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", estimate, lower, upper);
  }

  /** {@code +0.06 (-0.01 to +0.13)}, for differences. */
  public String signed() {
    return String.format(Locale.ROOT, "%+.2f (%+.2f to %+.2f)", estimate, lower, upper);
  }

  /**
   * The value below which a share of the others lies, interpolated linearly as numpy does.
   *
   * @param sorted ascending, at least one
   * @param share in [0, 1]
   */
  public static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
