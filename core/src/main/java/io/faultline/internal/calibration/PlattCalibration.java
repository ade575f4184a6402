package io.faultline.internal.calibration;

import java.util.stream.IntStream;

/**
 * Platt scaling: a score becomes the probability {@code sigmoid(slope * score + intercept)}. A
 * fitted slope is at least 0.001, so that the order of scores survives even where they tell
 * nothing.
 *
 * @param slope greater than 0
 * @param intercept the log-odds at score 0
 */
public record PlattCalibration(double slope, double intercept) implements Calibration {
  /** Changes nothing that is already a log-odds. */
  public static final PlattCalibration IDENTITY = new PlattCalibration(1, 0);

  /** Scores lie within these. */
  private static final double MAX_LOG_ODDS = 36;

  /** More than the log-odds of one positive among a thousand million rows. */
  private static final double MAX_OFFSET = 21;

  private static final int MAX_STEPS = 100;
  private static final double RIDGE = 1e-12;
  private static final double MIN_STEP = 1e-10;
  private static final double TOLERANCE = 1e-9;
  private static final double MIN_SLOPE = 1e-3;

  /** Checks the ranges. */
  public PlattCalibration {
    if (!(slope > 0 && slope < Double.POSITIVE_INFINITY) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "not a Platt calibration: slope " + slope + ", " + intercept);
    }
    if (Math.abs(intercept) > MAX_LOG_ODDS * slope + MAX_OFFSET) {
      throw new IllegalArgumentException(
          "intercept is "
              + intercept
              + " with a slope of "
              + slope
              + "; every score would have the same probability");
    }
  }

  /**
   * Fits by Newton's method with backtracking, as Lin, Lin and Weng, "A note on Platt's
   * probabilistic outputs for support vector machines" (2007), algorithm 1, with their smoothed
   * targets, to a finer gradient. Where scores do not rise with the truth, the result is the base
   * rate.
   *
   * <p>A row of weight w counts as w rows; all counts are of weights.
   *
   * @param rows at least one
   */
  static PlattCalibration fit(ScoredRows rows) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("a calibration needs rows");
    }
    return new Newton(rows).fit();
  }

  @Override
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + intercept)));
  }

  /** The maximum-likelihood fit; the paper's A is our -slope and its B our -intercept. */
  private static final class Newton {
    private final ScoredRows rows;
    private final double positiveTarget;
    private final double negativeTarget;
    private final double baseRate;
    private final double tolerance;
    private double slope;
    private double intercept;
    private double loss;

    Newton(ScoredRows rows) {
      this.rows = rows;
      double count = 0;
      double all = 0;
      for (int i = 0; i < rows.rows(); i++) {
        all += rows.weight(i);
        count += rows.positive(i) ? rows.weight(i) : 0;
      }
      double others = all - count;
      positiveTarget = (count + 1) / (count + 2);
      negativeTarget = 1 / (others + 2);
      baseRate = Math.log((count + 1) / (others + 1));
      tolerance = TOLERANCE * Math.max(1, all / rows.rows());
      intercept = baseRate;
      loss = loss(slope, intercept);
    }

    PlattCalibration fit() {
      if (IntStream.range(1, rows.rows()).allMatch(i -> rows.score(i) == rows.score(0))) {
        return new PlattCalibration(MIN_SLOPE, baseRate); // One score tells nothing.
      }
      for (int i = 0; i < MAX_STEPS && step(); i++) {
        // step() does the work
      }
      return slope > MIN_SLOPE
          ? new PlattCalibration(slope, intercept)
          : new PlattCalibration(MIN_SLOPE, baseRate);
    }

    private double target(int row) {
      return rows.positive(row) ? positiveTarget : negativeTarget;
    }

    /** One Newton step; false once the gradient is flat or no step helps. */
    private boolean step() {
      double h11 = RIDGE;
      double h22 = RIDGE;
      double h21 = 0;
      double g1 = 0;
      double g2 = 0;
      for (int i = 0; i < rows.rows(); i++) {
        double score = rows.score(i);
        double p = 1 / (1 + Math.exp(-(slope * score + intercept)));
        double curvature = rows.weight(i) * p * (1 - p);
        double error = rows.weight(i) * (p - target(i));
        h11 += score * score * curvature;
        h22 += curvature;
        h21 += score * curvature;
        g1 += score * error;
        g2 += error;
      }
      if (Math.abs(g1) < tolerance && Math.abs(g2) < tolerance) {
        return false;
      }
      double determinant = h11 * h22 - h21 * h21;
      double d1 = -(h22 * g1 - h21 * g2) / determinant;
      double d2 = -(h11 * g2 - h21 * g1) / determinant;
      return search(d1, d2, g1 * d1 + g2 * d2);
    }

    private boolean search(double d1, double d2, double descent) {
      for (double step = 1; step >= MIN_STEP; step /= 2) {
        double next = loss(slope + step * d1, intercept + step * d2);
        if (next < loss + 1e-4 * step * descent) {
          slope += step * d1;
          intercept += step * d2;
          loss = next;
          return true;
        }
      }
      return false;
    }

    private double loss(double a, double b) {
      double sum = 0;
      for (int i = 0; i < rows.rows(); i++) {
        double x = a * rows.score(i) + b;
        sum +=
            rows.weight(i) * (Math.max(x, 0) - target(i) * x + Math.log1p(Math.exp(-Math.abs(x))));
      }
      return sum;
    }
  }
}
