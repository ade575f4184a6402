package io.faultline.backbone;

/** A loss over a batch and its gradient with respect to the logits; immutable. */
public final class LossValue {
  private final double mean;
  private final float[] gradient;

  /** Copies the gradient. */
  public LossValue(double mean, float[] gradient) {
    this.mean = mean;
    this.gradient = gradient.clone();
  }

  /** The loss, averaged over all logits. */
  public double mean() {
    return mean;
  }

  /** The derivative of {@link #mean()} by each logit, in the order of the logits; a copy. */
  public float[] gradient() {
    return gradient.clone();
  }
}
