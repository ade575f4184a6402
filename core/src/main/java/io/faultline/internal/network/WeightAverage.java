package io.faultline.internal.network;

import io.faultline.internal.backbone.Parameters;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The polynomial-decay average of the weights over the steps of a training run (Shamir and Zhang
 * 2013, arXiv 1212.1824, section 4): step t counts in proportion to t^7, so that the average always
 * spans about the last tenth of what was trained (Karras et al. 2024, arXiv 2312.02696, appendix
 * C), however long that is.
 */
final class WeightAverage implements AutoCloseable {
  private static final String AVERAGE = ".average";

  /** How many steps were averaged, among the tensors of the state. */
  private static final String STEPS = "averaged-steps";

  /** The power of the step that is its weight in the average. */
  private static final int DECAY = 7;

  private final Map<String, Tensor> trained;
  private final Parameters averages = new Parameters();
  private int steps;

  /** Starts without a past; the tensors stay the caller's. */
  WeightAverage(Map<String, Tensor> trained) {
    this.trained = new LinkedHashMap<>(trained);
    this.trained.forEach((name, tensor) -> averages.putZeros(name + AVERAGE, tensor));
  }

  /** Takes the weights as they are after a step. */
  void add() {
    steps++;
    double weight = (DECAY + 1.0) / (steps + DECAY);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      trained.forEach(
          (name, tensor) -> averages.get(name + AVERAGE).lerp_(tensor, new Scalar(weight)));
    }
  }

  /** Exchanges the weights and their average, where there is one. */
  void exchange() {
    if (steps == 0) {
      return;
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      trained.forEach(
          (name, tensor) -> {
            Tensor average = averages.get(name + AVERAGE);
            Tensor last = tensor.clone();
            tensor.copy_(average);
            average.copy_(last);
          });
    }
  }

  /** A copy of everything that the average depends on. */
  Weights state() {
    List<NamedTensor> tensors = new ArrayList<>(averages.snapshot().tensors());
    tensors.add(new NamedTensor(STEPS, new int[0], new float[] {steps}));
    return Weights.of("average", tensors);
  }

  /**
   * Goes on from {@link #state()} of a run over the same tensors.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} where a tensor is missing or has
   *     another shape
   */
  void restore(Weights past) {
    averages.restore(past);
    steps = Math.round(past.require(STEPS).values()[0]);
  }

  @Override
  public void close() {
    averages.close();
  }
}
