package io.faultline.network;

import org.bytedeco.pytorch.TensorVector;

/**
 * What one pass says about every trained weight. Owns its native memory until {@link
 * NetworkTrainer#add} takes it or it is closed; may be handed from thread to thread.
 */
public final class Gradients implements AutoCloseable {
  private final TensorVector tensors;

  /** Takes the vector over from the scope that it was made in. */
  Gradients(TensorVector tensors) {
    this.tensors = tensors;
    tensors.retainReference();
  }

  /** One per trained tensor, in their order; undefined where the pass does not reach it. */
  TensorVector tensors() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.close();
  }
}
