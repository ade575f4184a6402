package io.faultline.internal.backbone;

import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.HiddenCaches;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** libtorch's convolution, and another way where the processor's own fails. */
final class Convolution {
  private Convolution() {}

  /**
   * The convolution.
   *
   * @param x {@code [n][in][height][width]}
   * @param kernel the name of a parameter {@code [out][in / groups][side][side]}
   * @param shift the name of a parameter {@code [out]}, or nothing
   * @param padding zeros on every side
   * @param groups into which the channels fall; each sees only its own
   */
  static Tensor of(
      Tensor x,
      Parameters parameters,
      String kernel,
      Optional<String> shift,
      int stride,
      int padding,
      int groups) {
    int side = Math.toIntExact(parameters.get(kernel).size(2));
    if (HiddenCaches.here() && side == 1 && groups == 1 && !x.is_cuda()) {
      return PointwiseConvolution.of(
          x, parameters.autocast(kernel), shift(parameters, shift), stride);
    }
    return givesOneColumn(x, side, stride, padding)
        ? Compute.inFloat32(
            () -> plain(x.to(ScalarType.Float), parameters, kernel, shift, stride, padding, groups))
        : plain(x, parameters, kernel, shift, stride, padding, groups);
  }

  /**
   * Whether a strided convolution gives a map that is one column wide. oneDNN 3.10 computes those
   * wrongly in bfloat16 on processors with AMX: it reads memory that nobody wrote, and gives NaN or
   * numbers that are as wrong but look right ({@code docs/decisions/0025-onednn-guards.md}).
   */
  private static boolean givesOneColumn(Tensor x, int side, int stride, int padding) {
    return side > 1 && stride > 1 && x.size(3) + 2L * padding - side < stride && !x.is_cuda();
  }

  private static Tensor plain(
      Tensor x,
      Parameters parameters,
      String kernel,
      Optional<String> shift,
      int stride,
      int padding,
      int groups) {
    return torch.conv2d(
        x,
        parameters.autocast(kernel),
        shift(parameters, shift),
        pair(stride),
        pair(padding),
        pair(1),
        groups);
  }

  private static TensorOptional shift(Parameters parameters, Optional<String> name) {
    return name.map(parameters::autocast).map(TensorOptional::new).orElseGet(TensorOptional::new);
  }

  private static long[] pair(long value) {
    return new long[] {value, value};
  }
}
