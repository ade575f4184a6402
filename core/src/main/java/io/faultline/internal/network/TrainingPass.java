package io.faultline.internal.network;

import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.concurrent.CallGate;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One forward pass that can be sent back: the outputs of every head out, their gradients in. Owns
 * its native memory, so it is closed before its thread begins another pass, on the thread that made
 * it. Passes on different threads do not disturb each other, but where batch norm is trained.
 */
public final class TrainingPass implements AutoCloseable {
  private final PointerScope scope;

  /** {@code [regions][width]}: the heads' outputs side by side. */
  private final Tensor outputs;

  /** The outputs, copied out of native memory once. */
  private final float[] values;

  private final int regions;
  private final List<Integer> widths;
  private final int width;
  private final TensorVector trained;
  private final CallGate trainer;
  private boolean closed;

  /**
   * @param widths values per region of every head
   * @param trained the tensors that gradients are asked for, the caller's
   * @param trainer what is closed before those are freed
   */
  TrainingPass(
      PointerScope scope,
      Tensor outputs,
      List<Integer> widths,
      TensorVector trained,
      CallGate trainer) {
    this.scope = scope;
    this.outputs = outputs;
    this.trained = trained;
    this.trainer = trainer;
    this.values = Parameters.floats(outputs);
    this.regions = Math.toIntExact(outputs.size(0));
    this.widths = List.copyOf(widths);
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

  /** The network's own output: logits, {@code [regions][classes]} in row order. */
  public float[] logits() {
    return outputs().get(0);
  }

  /** What every head puts out, {@code [regions][outputs]} in row order; the network's own first. */
  public List<float[]> outputs() {
    List<float[]> all = new ArrayList<>();
    int from = 0;
    for (int own : widths) {
      float[] part = new float[regions * own];
      for (int row = 0; row < regions; row++) {
        System.arraycopy(values, row * width + from, part, row * own, own);
      }
      all.add(part);
      from += own;
    }
    return all;
  }

  /** As {@link #backward(List)} where there is no head but the network's own. */
  public Gradients backward(float[] ofLogits) {
    return backward(List.of(ofLogits));
  }

  /**
   * The gradients of every trained weight, for {@link NetworkTrainer#add}. Once per pass.
   *
   * @param ofOutputs gradients of the losses with respect to {@link #outputs()}, in their layout
   */
  public Gradients backward(List<float[]> ofOutputs) {
    float[] gradient = new float[regions * width];
    int from = 0;
    for (int head = 0; head < widths.size(); head++) {
      int own = widths.get(head);
      if (ofOutputs.size() != widths.size() || ofOutputs.get(head).length != regions * own) {
        throw new IllegalArgumentException(
            "gradients do not fit: "
                + widths.size()
                + " heads of "
                + widths
                + " outputs for "
                + regions
                + " regions are needed");
      }
      for (int row = 0; row < regions; row++) {
        System.arraycopy(ofOutputs.get(head), row * own, gradient, row * width + from, own);
      }
      from += own;
    }
    if (closed) {
      throw new IllegalStateException("the pass is closed");
    }
    try (CallGate.Call call = trainer.enter()) {
      Tensor together = Tensor.create(gradient, outputs.shape()).to(outputs);
      return new Gradients(
          torch.grad(
              new TensorVector(outputs),
              trained,
              new TensorVector(together),
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
