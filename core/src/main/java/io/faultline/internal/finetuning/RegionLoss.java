package io.faultline.internal.finetuning;

/**
 * How wrong the logits of a batch of regions are: a mean over all logits, each an independent
 * yes-or-no question through a sigmoid. Plain arithmetic in float64; {@code network} carries the
 * gradient on through the layers.
 */
public sealed interface RegionLoss permits BinaryCrossEntropy, FocalLoss {

  /**
   * Loss and gradient of a batch.
   *
   * @param logits {@code [regions][classes]} in row order, before the sigmoid; at least one
   * @param targets for each logit 1 where the region is of the class, otherwise 0
   * @throws IllegalArgumentException where lengths differ, nothing is given, or a target is outside
   *     [0, 1]
   */
  default LossValue evaluate(float[] logits, float[] targets) {
    return BatchMean.of(this, logits, targets, i -> 1);
  }

  /**
   * As above, weighted (a region of weight w has it once per class). As in PyTorch's losses, the
   * mean divides by the number of logits, not by the weights.
   *
   * @param weights one for each logit, finite and not negative
   */
  default LossValue evaluate(float[] logits, float[] targets, float[] weights) {
    if (weights.length != logits.length) {
      throw new IllegalArgumentException(
          logits.length + " logits do not fit " + weights.length + " weights");
    }
    return BatchMean.of(this, logits, targets, i -> weights[i]);
  }

  /**
   * The lowest mean loss that one answer for all regions has: what a network reaches that looks at
   * nothing. NaN where the share is.
   *
   * @param share of targets that are 1, in [0, 1]
   */
  default double guessing(double share) {
    return BatchMean.ofBestGuess(this, share);
  }

  /** The loss of one logit, at least 0. */
  double value(double logit, double target);

  /** Its derivative by the logit. */
  double derivative(double logit, double target);
}
