package io.faultline.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

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

  /** Name to shape of its tensors, in state-dict order; of batch norm, folded keeps the shift. */
  Map<String, int[]> tensors(boolean folded) {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put(kernel(), kernelShape());
    (folded ? List.of(shift()) : normTensors()).forEach(name -> tensors.put(name, new int[] {out}));
    return tensors;
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
        convolve(
            x,
            parameters.get(kernel()),
            folded ? new TensorOptional(parameters.get(shift())) : new TensorOptional());
    return activation.apply(folded ? y : norm(y, parameters, normalisation == Normalisation.BATCH));
  }

  private Tensor convolve(Tensor x, Tensor kernel, TensorOptional shift) {
    if (HiddenCaches.here() && side == 1 && groups == 1 && !x.is_cuda()) {
      return PointwiseConvolution.of(x, kernel, shift, stride);
    }
    return isOneColumn(x)
        ? Compute.inFloat32(() -> convolution(x.to(ScalarType.Float), kernel, shift))
        : convolution(x, kernel, shift);
  }

  /**
   * Whether a strided convolution gives a map that is one column wide. oneDNN 3.10 computes those
   * wrongly in bfloat16 on processors with AMX: it reads memory that nobody wrote, and gives NaN or
   * numbers that are as wrong but look right ({@code docs/decisions/0025-onednn-guards.md}).
   */
  private boolean isOneColumn(Tensor x) {
    return side > 1 && stride > 1 && x.size(3) <= stride && !x.is_cuda();
  }

  private Tensor convolution(Tensor x, Tensor kernel, TensorOptional shift) {
    return torch.conv2d(x, kernel, shift, both(stride), both(side / 2), both(1), groups);
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

  private static long[] both(long value) {
    return new long[] {value, value};
  }
}
