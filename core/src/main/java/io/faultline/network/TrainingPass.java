package io.faultline.network;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/**
 * One forward pass that can be sent back: logits out, their gradient in. Owns its native memory, so
 * it is closed before the next pass begins, on the thread that made it.
 */
public final class TrainingPass implements AutoCloseable {
  private final PointerScope scope;
  private final Tensor logits;

  TrainingPass(PointerScope scope, Tensor logits) {
    this.scope = scope;
    this.logits = logits;
  }

  /** The logits, {@code [regions][classes]} in row order. */
  public float[] logits() {
    return Parameters.floats(logits);
  }

  /**
   * Adds the gradients of every trained weight to what earlier passes of this step left.
   *
   * @param gradient of the loss with respect to the logits, in their layout
   */
  public void backward(float[] gradient) {
    if (gradient.length != logits.numel()) {
      throw new IllegalArgumentException(
          "gradient has " + gradient.length + " values; the logits have " + logits.numel());
    }
    logits.backward(
        Tensor.create(gradient, logits.shape()).to(logits),
        new BoolOptional(),
        false,
        new TensorArrayRefOptional());
  }

  @Override
  public void close() {
    scope.close();
  }
}
