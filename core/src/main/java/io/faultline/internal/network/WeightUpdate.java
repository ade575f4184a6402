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
 * The update rule of a training run, equal to {@code torch.optim.Adam} and {@code torch.optim.SGD}
 * step by step. Unlike libtorch's own optimizers, its state is plain tensors, so that a run can be
 * stopped and go on as if it had not been.
 */
final class WeightUpdate implements AutoCloseable {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** How many steps were made, among the tensors of the state. */
  private static final String STEPS = "steps";

  private static final String MEAN = ".mean";
  private static final String SQUARE = ".square";

  private final OptimizerOptions options;
  private final Map<String, Tensor> trained;
  private final Parameters state = new Parameters();
  private int steps;

  /** Starts without a past; the tensors stay the caller's. */
  WeightUpdate(OptimizerOptions options, Map<String, Tensor> trained) {
    this.options = options;
    this.trained = new LinkedHashMap<>(trained);
    trained.forEach(
        (name, tensor) -> {
          state.putZeros(name + MEAN, tensor);
          if (options.kind() == OptimizerOptions.Kind.ADAM) {
            state.putZeros(name + SQUARE, tensor);
          }
        });
  }

  /** Forgets the gradients and moves nothing. */
  void skip() {
    trained.values().stream()
        .filter(tensor -> tensor.grad().defined())
        .forEach(tensor -> tensor.mutable_grad().reset());
  }

  /** Moves every tensor that has a gradient, and forgets the gradients. */
  void step(double learningRate) {
    steps++;
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      trained.forEach(
          (name, tensor) -> {
            Tensor gradient = tensor.grad();
            if (gradient.defined()) {
              move(name, tensor, decayed(gradient, tensor), learningRate);
              tensor.mutable_grad().reset();
            }
          });
    }
  }

  private Tensor decayed(Tensor gradient, Tensor tensor) {
    return options.weightDecay() == 0
        ? gradient
        : gradient.add(tensor, new Scalar(options.weightDecay()));
  }

  private void move(String name, Tensor tensor, Tensor gradient, double learningRate) {
    Tensor mean = state.get(name + MEAN);
    if (options.kind() == OptimizerOptions.Kind.SGD) {
      mean.mul_(new Scalar(options.momentum())).add_(gradient);
      tensor.add_(mean, new Scalar(-learningRate));
      return;
    }
    Tensor square = state.get(name + SQUARE);
    mean.lerp_(gradient, new Scalar(1 - BETA1));
    square.mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
    // The bias of the squares goes into the step and epsilon: one pass less over the weights.
    double unbiased = Math.sqrt(1 - Math.pow(BETA2, steps));
    double step = learningRate * unbiased / (1 - Math.pow(BETA1, steps));
    tensor.addcdiv_(mean, square.sqrt().add_(new Scalar(EPSILON * unbiased)), new Scalar(-step));
  }

  /** A copy of everything that the next step depends on, besides the weights themselves. */
  Weights state() {
    List<NamedTensor> tensors = new ArrayList<>(state.snapshot().tensors());
    tensors.add(new NamedTensor(STEPS, new int[0], new float[] {steps}));
    return Weights.of("optimizer", tensors);
  }

  /**
   * Goes on from {@link #state()} of a run over the same tensors.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} where a tensor is missing or has
   *     another shape
   */
  void restore(Weights past) {
    state.restore(past);
    steps = Math.round(past.require(STEPS).values()[0]);
  }

  @Override
  public void close() {
    state.close();
  }
}
