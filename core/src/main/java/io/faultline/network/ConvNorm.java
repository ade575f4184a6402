package io.faultline.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  /** Name to shape of its tensors, in state-dict order. */
  Map<String, int[]> tensors() {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put(kernel(), new int[] {out, in / groups, side, side});
    normTensors().forEach(name -> tensors.put(name, new int[] {out}));
    return tensors;
  }

  /** The name of the convolution's weights. */
  String kernel() {
    return conv + ".weight";
  }

  /** The names of batch norm's scale, shift, mean and variance. */
  List<String> normTensors() {
    return List.of(norm + ".weight", norm + ".bias", runningMean(), runningVariance());
  }

  String runningMean() {
    return norm + ".running_mean";
  }

  String runningVariance() {
    return norm + ".running_var";
  }

  @Override
  public Tensor apply(Tensor x, Parameters parameters, Normalisation normalisation) {
    Tensor y =
        torch.conv2d(
            x,
            parameters.get(kernel()),
            new TensorOptional(),
            both(stride),
            both(side / 2),
            both(1),
            groups);
    y =
        torch.batch_norm(
            y,
            new TensorOptional(parameters.get(norm + ".weight")),
            new TensorOptional(parameters.get(norm + ".bias")),
            new TensorOptional(parameters.get(runningMean())),
            new TensorOptional(parameters.get(runningVariance())),
            normalisation == Normalisation.BATCH,
            MOMENTUM,
            EPSILON,
            false);
    return activation.apply(y);
  }

  @Override
  public List<ConvNorm> convolutions() {
    return List.of(this);
  }

  private static long[] both(long value) {
    return new long[] {value, value};
  }
}
