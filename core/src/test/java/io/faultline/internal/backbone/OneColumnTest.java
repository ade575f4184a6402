package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.libtorch.Compute;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps of one column, which oneDNN computes wrongly in bfloat16 on some processors. */
class OneColumnTest {
  private static final Compute BFLOAT16 = new Compute(Compute.Device.CPU, Compute.Format.BFLOAT16);

  @ParameterizedTest
  @CsvSource({"3, 64, 7, 1", "64, 128, 3, 1", "64, 64, 3, 32", "24, 24, 3, 24"})
  void areComputedInFloat32(int in, int out, int side, int groups) {
    ConvNorm step = new ConvNorm("c", "n", in, out, side, 2, groups, Activation.NONE);
    for (int height : new int[] {1, 3, 9, 16, 33}) {
      for (int width : new int[] {1, 2}) {
        assertThat(output(step, BFLOAT16, height, width))
            .isEqualTo(output(step, Compute.PLAIN, height, width));
      }
      assertThat(output(step, BFLOAT16, height, 3))
          .isNotEqualTo(output(step, Compute.PLAIN, height, 3));
    }
  }

  private static float[] output(ConvNorm step, Compute compute, int height, int width) {
    try (Parameters parameters = new Parameters(compute);
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      SplittableRandom random = new SplittableRandom(7);
      step.tensors(true).forEach(tensor -> parameters.initialise(tensor, random));
      float[] values = new float[step.in() * height * width];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      Tensor x = compute.placeMaps(Tensor.create(values, 1, step.in(), height, width));
      Tensor y = compute.inFormat(() -> step.apply(x, parameters, Normalisation.FOLDED));
      assertThat(torch.isfinite(y).all().item_bool()).isTrue();
      return Parameters.floats(y);
    }
  }
}
