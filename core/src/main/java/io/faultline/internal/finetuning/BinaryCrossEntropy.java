package io.faultline.internal.finetuning;

/**
 * Binary cross-entropy on logits, as PyTorch's {@code BCEWithLogitsLoss} with {@code pos_weight}.
 *
 * @param positiveWeight how much more a missed object costs than a false alarm, above 0; 1 = alike
 */
public record BinaryCrossEntropy(double positiveWeight) implements RegionLoss {

  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public BinaryCrossEntropy {
    if (!(positiveWeight > 0 && positiveWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "positive-weight is " + positiveWeight + "; it must be > 0");
    }
  }

  /** Both kinds of error weigh alike. */
  public BinaryCrossEntropy() {
    this(1);
  }

  @Override
  public double value(double logit, double target) {
    return positiveWeight * target * BatchMean.softplus(-logit)
        + (1 - target) * BatchMean.softplus(logit);
  }

  @Override
  public double derivative(double logit, double target) {
    return (1 - target) * BatchMean.sigmoid(logit)
        - positiveWeight * target * BatchMean.sigmoid(-logit);
  }
}
