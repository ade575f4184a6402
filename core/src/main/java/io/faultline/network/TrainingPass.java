package io.faultline.network;

import io.faultline.concurrent.CallGate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One forward pass that can be sent back: logits out, and box deltas where those are learnt; their
 * gradients in. Owns its native memory, so it is closed before its thread begins another pass, on
 * the thread that made it. Passes on different threads do not disturb each other, but where batch
 * norm is trained.
 */
public final class TrainingPass implements AutoCloseable {
  private final PointerScope scope;

  /** {@code [regions][classes]}, or {@code [regions][classes * 5]}: logits, then deltas. */
  private final Tensor outputs;

  /** The outputs, copied out of native memory once. */
  private final float[] values;

  private final int regions;
  private final int classes;
  private final int width;
  private final TensorVector trained;
  private final CallGate trainer;
  private boolean closed;

  /**
   * @param trained the tensors that gradients are asked for, the caller's
   * @param trainer what is closed before those are freed
   */
  TrainingPass(
      PointerScope scope, Tensor outputs, int classes, TensorVector trained, CallGate trainer) {
    this.scope = scope;
    this.outputs = outputs;
    this.trained = trained;
    this.trainer = trainer;
    this.values = Parameters.floats(outputs);
    this.regions = Math.toIntExact(outputs.size(0));
    this.classes = classes;
    this.width = Math.toIntExact(outputs.size(1));
  }

  /**
   * What a pass says about every trained weight. Owns its native memory until {@link
   * NetworkTrainer#add} takes it or it is closed; may be handed from thread to thread.
   */
  public static final class Gradients implements AutoCloseable {
    private final TensorVector tensors;

    /** Takes the vector over from the scope that it was made in. */
    private Gradients(TensorVector tensors) {
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

  /** The logits, {@code [regions][classes]} in row order. */
  public float[] logits() {
    return columns(0, classes);
  }

  /** Box deltas, {@code [regions][classes][4]} in row order; empty where none are learnt. */
  public float[] deltas() {
    return columns(classes, width);
  }

  private float[] columns(int from, int to) {
    float[] part = new float[regions * (to - from)];
    for (int row = 0; row < regions; row++) {
      System.arraycopy(values, row * width + from, part, row * (to - from), to - from);
    }
    return part;
  }

  /** As {@link #backward(float[], float[])} where no deltas are learnt. */
  public Gradients backward(float[] gradient) {
    return backward(gradient, new float[0]);
  }

  /**
   * The gradients of every trained weight, for {@link NetworkTrainer#add}. Once per pass.
   *
   * @param ofLogits gradient of the loss with respect to the logits, in their layout
   * @param ofDeltas the same for the deltas
   */
  public Gradients backward(float[] ofLogits, float[] ofDeltas) {
    int deltas = width - classes;
    if (ofLogits.length != regions * classes || ofDeltas.length != regions * deltas) {
      throw new IllegalArgumentException(
          "gradients have "
              + ofLogits.length
              + " and "
              + ofDeltas.length
              + " values; logits and deltas have "
              + regions * classes
              + " and "
              + regions * deltas);
    }
    float[] gradient = new float[regions * width];
    for (int row = 0; row < regions; row++) {
      System.arraycopy(ofLogits, row * classes, gradient, row * width, classes);
      System.arraycopy(ofDeltas, row * deltas, gradient, row * width + classes, deltas);
    }
    if (closed) {
      throw new IllegalStateException("the pass is closed");
    }
    try (CallGate.Call call = trainer.enter()) {
      Tensor ofOutputs = Tensor.create(gradient, outputs.shape()).to(outputs);
      return new Gradients(
          torch.grad(
              new TensorVector(outputs),
              trained,
              new TensorVector(ofOutputs),
              new BoolOptional(),
              false,
              true));
    }
  }

  @Override
  public void close() {
    closed = true;
    scope.close();
  }
}
