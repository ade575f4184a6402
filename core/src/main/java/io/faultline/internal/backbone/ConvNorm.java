package io.faultline.internal.backbone;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution without bias, padded by half its side, then batch norm, then an activation.
 *
 * @param conv name of the convolution's tensors, without {@code .weight}
 * @param norm name of the batch norm's tensors
 * @param in channels of the input
 * @param out channels of the output
 * @param side of the square kernel, odd
 * @param stride both ways
 * @param groups into which the channels fall; each sees only its own
 * @param activation what comes last
 */
record ConvNorm(
    String conv,
    String norm,
    int in,
    int out,
    int side,
    int stride,
    int groups,
    Activation activation)
    implements Block {
  /** What batch norm adds to a variance. */
  static final double EPSILON = 1e-5;

  private static final double MOMENTUM = 0.1;

  /** Its tensors in state-dict order; of batch norm, folded keeps the shift. */
  List<TensorPlan> tensors(boolean folded) {
    // He et al. 2015, by what a kernel feeds ("fan out").
    double deviation = Math.sqrt(2.0 / (out * side * side));
    TensorPlan ofKernel = TensorPlan.gaussian(kernel(), deviation, kernelShape());
    TensorPlan ofShift = TensorPlan.constant(shift(), 0, out);
    return folded
        ? List.of(ofKernel, ofShift)
        : List.of(
            ofKernel,
            TensorPlan.constant(scale(), 1, out),
            ofShift,
            TensorPlan.constant(runningMean(), 0, out),
            TensorPlan.constant(runningVariance(), 1, out));
  }

  /** The name of the convolution's weights. */
  String kernel() {
    return conv + ".weight";
  }

  int[] kernelShape() {
    return new int[] {out, in / groups, side, side};
  }

  /** The names of batch norm's tensors, in state-dict order. */
  List<String> normTensors() {
    return List.of(scale(), shift(), runningMean(), runningVariance());
  }

  String scale() {
    return norm + ".weight";
  }

  String shift() {
    return norm + ".bias";
  }

  String runningMean() {
    return norm + ".running_mean";
  }

  String runningVariance() {
    return norm + ".running_var";
  }

  @Override
  public Tensor apply(Tensor x, Parameters parameters, Normalisation normalisation) {
    boolean folded = normalisation == Normalisation.FOLDED;
    Tensor y =
        Convolution.of(
            x,
            parameters,
            kernel(),
            folded ? Optional.of(shift()) : Optional.empty(),
            stride,
            side / 2,
            groups);
    return activation.apply(folded ? y : norm(y, parameters, normalisation == Normalisation.BATCH));
  }

  private Tensor norm(Tensor x, Parameters parameters, boolean ofBatch) {
    return torch.batch_norm(
        x,
        new TensorOptional(parameters.get(scale())),
        new TensorOptional(parameters.get(shift())),
        new TensorOptional(parameters.get(runningMean())),
        new TensorOptional(parameters.get(runningVariance())),
        ofBatch,
        MOMENTUM,
        EPSILON,
        false);
  }

  @Override
  public List<ConvNorm> convolutions() {
    return List.of(this);
  }
}
