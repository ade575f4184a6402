package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointwiseConvolutionTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 7, 1", "5, 4, 2", "6, 9, 2", "1, 1, 2", "8, 3, 3"})
  void isTheConvolution(int height, int width, int stride) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Tensor x = torch.randn(2, 12, height, width).contiguous(MemoryFormat.ChannelsLast);
      Tensor kernel = torch.randn(20, 12, 1, 1).contiguous(MemoryFormat.ChannelsLast);
      Tensor shift = torch.randn(20);
      for (TensorOptional bias :
          new TensorOptional[] {new TensorOptional(shift), new TensorOptional()}) {
        Tensor expected =
            torch.conv2d(
                x,
                kernel,
                bias,
                new long[] {stride, stride},
                new long[] {0, 0},
                new long[] {1, 1},
                1);
        Tensor product = PointwiseConvolution.of(x, kernel, bias, stride);
        assertThat(product.shape()).isEqualTo(expected.shape());
        assertThat(product.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
        assertThat(Parameters.floats(product.sub(expected).abs().max())[0]).isLessThan(1e-5f);
      }
    }
  }
}
