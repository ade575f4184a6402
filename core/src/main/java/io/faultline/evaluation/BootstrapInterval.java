package io.faultline.evaluation;

import io.faultline.provenance.RunSeed;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A percentile bootstrap interval over photos (Efron 1979): photos are drawn with replacement, as
 * many as there are, and the statistic is taken of each such sample. Objects in one photo depend on
 * each other, so photos are the unit, never objects.
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
   * How often photos are drawn.
   *
   * @param resamples at least 1
   * @param confidence in (0, 1)
   * @param seed decides the draws
   */
  public record Options(int resamples, double confidence, RunSeed seed) {
    /** 1,000 resamples and 95 %. */
    public static Options of(RunSeed seed) {
      return new Options(1000, 0.95, seed);
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
    int[] drawn = new int[photos];
    Arrays.fill(drawn, 1);
    double estimate = statistic.applyAsDouble(drawn);
    if (photos == 0 || Double.isNaN(estimate)) {
      return Optional.empty();
    }
    double[] values = new double[options.resamples()];
    int defined = 0;
    for (int r = 0; r < values.length; r++) {
      Arrays.fill(drawn, 0);
      SplittableRandom random = options.seed().of("bootstrap", r);
      for (int i = 0; i < photos; i++) {
        drawn[random.nextInt(photos)]++;
      }
      double value = statistic.applyAsDouble(drawn);
      if (!Double.isNaN(value)) {
        values[defined++] = value;
      }
    }
    if (defined == 0) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(values, defined);
    Arrays.sort(sorted);
    double tail = (1 - options.confidence()) / 2;
    return Optional.of(
        new BootstrapInterval(
            estimate,
            percentile(sorted, tail),
            percentile(sorted, 1 - tail),
            options.confidence(),
            defined));
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
