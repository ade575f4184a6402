package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.libtorch.Compute;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class DerivedTensorsTest {
  private static final Compute BFLOAT16 = new Compute(Compute.Device.CPU, Compute.Format.BFLOAT16);

  @Test
  void isComputedOnceAndAgainAfterEveryChange() {
    AtomicInteger computed = new AtomicInteger();
    try (Parameters parameters = parameters();
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      assertThat(doubled(parameters, computed)).containsExactly(2, 4);
      assertThat(doubled(parameters, computed)).containsExactly(2, 4);
      assertThat(computed).hasValue(1);
      Tensor changed = parameters.get("w").add_(new Scalar(1));
      assertThat(changed.numel()).isEqualTo(2);
      assertThat(doubled(parameters, computed)).containsExactly(4, 6);
      parameters.restore(parameters.snapshot());
      assertThat(doubled(parameters, computed)).containsExactly(4, 6);
      assertThat(computed).hasValue(3);
    }
  }

  @Test
  void twoComputationsOnOneTensorAreKeptApart() {
    try (Parameters parameters = parameters();
        PointerScope scope = new PointerScope()) {
      Tensor negative = parameters.derived("w", "negative", Tensor::neg);
      assertThat(doubled(parameters, new AtomicInteger())).containsExactly(2, 4);
      assertThat(Parameters.floats(negative)).containsExactly(-1, -2);
    }
  }

  @Test
  void aWeightIsKeptInBfloat16OnlyWhereNoGradientIsWanted() {
    try (Parameters parameters = parameters();
        PointerScope scope = new PointerScope()) {
      Tensor one = parameters.get("w");
      assertThat(parameters.autocast("w")).isSameAs(one);
      Tensor unused =
          BFLOAT16.inFormat(
              () -> {
                assertThat(parameters.autocast("w")).isSameAs(one);
                try (NoGradGuard guard = new NoGradGuard()) {
                  Tensor kept = parameters.autocast("w");
                  assertThat(kept.scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
                  assertThat(parameters.autocast("w")).isSameAs(kept);
                }
                return one;
              });
    }
  }

  private static float[] doubled(Parameters parameters, AtomicInteger computed) {
    return Parameters.floats(
        parameters.derived(
            "w",
            "doubled",
            w -> {
              computed.incrementAndGet();
              return w.mul(new Scalar(2));
            }));
  }

  private static Parameters parameters() {
    Parameters parameters = new Parameters(BFLOAT16);
    parameters.put("w", new int[] {2}, new float[] {1, 2});
    return parameters;
  }
}
