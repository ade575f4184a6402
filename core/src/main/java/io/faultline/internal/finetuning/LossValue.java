package io.faultline.internal.finetuning;

/** A loss over a batch and its gradient with respect to what the network put out; immutable. */
public final class LossValue {
  private final double mean;
  private final float[] gradient;

  /** Copies the gradient. */
  public LossValue(double mean, float[] gradient) {
    this.mean = mean;
    this.gradient = gradient.clone();
  }

  /** The loss, averaged as its loss says. */
  public double mean() {
    return mean;
  }

  /** The derivative of {@link #mean()} by each output, in their order; a copy. */
  public float[] gradient() {
    return gradient.clone();
  }
}
