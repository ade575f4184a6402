package io.faultline.internal.calibration;

/** The Brier score: the mean squared difference between a probability and the truth. */
final class Brier {
  private Brier() {}

  /**
   * The weighted mean of {@code (probability - truth)^2}, in [0, 1]; 0 is best. Always answering
   * the base rate p gives p (1 - p).
   *
   * @param probabilities one per row
   * @param rows at least one
   */
  static double of(double[] probabilities, ScoredRows rows) {
    if (rows.rows() == 0 || probabilities.length != rows.rows()) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities do not fit " + rows.rows() + " rows");
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double error = probabilities[i] - (rows.positive(i) ? 1 : 0);
      sum += rows.weight(i) * error * error;
      weights += rows.weight(i);
    }
    return sum / weights;
  }
}
