package io.faultline.internal.backbone;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 1 x 1 convolution as a matrix product over the positions of the map: the same sum, for machines
 * on which libtorch's own convolution ends the process ({@link HiddenCaches}).
 */
final class PointwiseConvolution {
  private PointwiseConvolution() {}

  /**
   * The convolution; its memory is channels-last.
   *
   * @param x {@code [n][in][height][width]}
   * @param kernel {@code [out][in][1][1]}
   * @param shift {@code [out]}, or nothing
   * @return {@code [n][out][ceil(height / stride)][ceil(width / stride)]}
   */
  static Tensor of(Tensor x, Tensor kernel, TensorOptional shift, int stride) {
    Tensor seen = every(stride, 3, every(stride, 2, x));
    Tensor matrix = kernel.reshape(kernel.size(0), kernel.size(1));
    return torch.linear(seen.permute(0, 2, 3, 1), matrix, shift).permute(0, 3, 1, 2);
  }

  private static Tensor every(int stride, int dimension, Tensor x) {
    return stride == 1
        ? x
        : x.slice(dimension, new LongOptional(0), new LongOptional(x.size(dimension)), stride);
  }
}
