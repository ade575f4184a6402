package io.faultline.internal.finetuning;

/**
 * The focal loss (Lin et al. 2017, arXiv 1708.02002), as {@code torchvision.ops.sigmoid_focal_loss}
 * with reduction {@code mean}: cross-entropy times (1 - p_t)^gamma, which lets easy regions weigh
 * little.
 *
 * @param alpha the weight of objects, at most 1, against 1 - alpha of background; negative = off
 * @param gamma how fast easy regions fade, at least 0; 0 = plain cross-entropy
 */
public record FocalLoss(double alpha, double gamma) implements RegionLoss {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public FocalLoss {
    if (!(alpha <= 1 && alpha > Double.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha is " + alpha + "; it must be <= 1, negative = off");
    }
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gamma is " + gamma + "; it must be >= 0");
    }
  }

  /** The paper's 0.25 and 2, torchvision's defaults. */
  public FocalLoss() {
    this(0.25, 2);
  }

  @Override
  public double value(double logit, double target) {
    return balance(target) * Math.pow(error(logit, target), gamma) * entropy(logit, target);
  }

  @Override
  public double derivative(double logit, double target) {
    double error = error(logit, target);
    if (error == 0) {
      return 0; // Beyond float64: the loss is flat, while the quotient below would be 0 / 0.
    }
    double rise = BatchMean.sigmoid(logit);
    double slope = (2 * target - 1) * rise * BatchMean.sigmoid(-logit);
    return balance(target)
        * Math.pow(error, gamma)
        * ((1 - target) * rise
            - target * BatchMean.sigmoid(-logit)
            - gamma * (slope / error) * entropy(logit, target));
  }

  /** 1 - p_t, summed from its two parts so that no digits cancel. */
  private static double error(double logit, double target) {
    return target * BatchMean.sigmoid(-logit) + (1 - target) * BatchMean.sigmoid(logit);
  }

  private static double entropy(double logit, double target) {
    return target * BatchMean.softplus(-logit) + (1 - target) * BatchMean.softplus(logit);
  }

  private double balance(double target) {
    return alpha < 0 ? 1 : alpha * target + (1 - alpha) * (1 - target);
  }
}
