package io.faultline.classifier;

/**
 * Platt scaling: a score becomes the probability {@code sigmoid(slope * score + intercept)}, fitted
 * on rows the classifier did not learn from. The slope is never negative, so the order of scores
 * survives.
 *
 * @param slope at least 0; 0 says that the score tells nothing
 * @param intercept the log-odds at score 0
 */
public record Calibration(double slope, double intercept) {
  /** Changes nothing that is already a log-odds. */
  public static final Calibration IDENTITY = new Calibration(1, 0);

  private static final int MAX_STEPS = 100;
  private static final double RIDGE = 1e-12;
  private static final double MIN_STEP = 1e-10;
  private static final double TOLERANCE = 1e-5;

  /** Checks the ranges. */
  public Calibration {
    if (!(slope >= 0 && slope < Double.POSITIVE_INFINITY) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException("not a calibration: " + slope + ", " + intercept);
    }
  }

  /**
   * Fits by Newton's method with backtracking, as Lin, Lin and Weng, "A note on Platt's
   * probabilistic outputs for support vector machines" (2007), algorithm 1, with their smoothed
   * targets. Where scores do not rise with the truth, the result is the base rate.
   *
   * @param scores log-odds or margins, finite, larger = more likely
   * @param positives whether each is an object of the class
   */
  public static Calibration fit(double[] scores, boolean[] positives) {
    if (scores.length == 0 || scores.length != positives.length) {
      throw new IllegalArgumentException(
          scores.length + " scores do not fit " + positives.length + " labels");
    }
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("score is " + score + "; it must be finite");
      }
    }
    return new Newton(scores, positives).fit();
  }

  /** The log-odds of a probability, kept within +-36 (where float64 still tells 1 - p from 0). */
  public static double logOdds(double probability) {
    return Math.max(-36, Math.min(36, Math.log(probability) - Math.log1p(-probability)));
  }

  /** The probability that belongs to a score. */
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + intercept)));
  }

  /** The maximum-likelihood fit; the paper's A is our -slope and its B our -intercept. */
  private static final class Newton {
    private final double[] scores;
    private final double[] targets;
    private final double baseRate;
    private double slope;
    private double intercept;
    private double loss;

    Newton(double[] scores, boolean[] positives) {
      this.scores = scores;
      targets = new double[scores.length];
      int count = 0;
      for (boolean positive : positives) {
        count += positive ? 1 : 0;
      }
      int others = scores.length - count;
      for (int i = 0; i < targets.length; i++) {
        targets[i] = positives[i] ? (count + 1.0) / (count + 2.0) : 1 / (others + 2.0);
      }
      baseRate = Math.log((count + 1.0) / (others + 1.0));
      intercept = baseRate;
      loss = loss(slope, intercept);
    }

    Calibration fit() {
      for (int i = 0; i < MAX_STEPS && step(); i++) {
        // step() does the work
      }
      return slope > 0 ? new Calibration(slope, intercept) : new Calibration(0, baseRate);
    }

    /** One Newton step; false once the gradient is flat or no step helps. */
    private boolean step() {
      double h11 = RIDGE;
      double h22 = RIDGE;
      double h21 = 0;
      double g1 = 0;
      double g2 = 0;
      for (int i = 0; i < scores.length; i++) {
        double p = 1 / (1 + Math.exp(-(slope * scores[i] + intercept)));
        double curvature = p * (1 - p);
        h11 += scores[i] * scores[i] * curvature;
        h22 += curvature;
        h21 += scores[i] * curvature;
        g1 += scores[i] * (p - targets[i]);
        g2 += p - targets[i];
      }
      if (Math.abs(g1) < TOLERANCE && Math.abs(g2) < TOLERANCE) {
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
      for (int i = 0; i < scores.length; i++) {
        double x = a * scores[i] + b;
        sum += Math.max(x, 0) - targets[i] * x + Math.log1p(Math.exp(-Math.abs(x)));
      }
      return sum;
    }
  }
}
