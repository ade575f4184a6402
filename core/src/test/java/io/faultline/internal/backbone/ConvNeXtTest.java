package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.FormulaWeights;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.network.TrainingPass;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ConvNeXt in a region network; {@link TrunkParityTest} holds its numbers against torchvision. */
class ConvNeXtTest {
  private static final List<Box> BOXES = List.of(new Box(0, 0, 30, 40), new Box(20, 10, 64, 61));

  @Test
  void noPixelIsLostWhereSidesAreNoMultipleOfTheStride() {
    Backbone whole = ConvNeXt.tiny();
    Weights weights = FormulaWeights.of(whole);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = FormulaWeights.parameters(whole, weights)) {
      Tensor photo = FormulaWeights.input().narrow(2, 0, 21).narrow(3, 0, 35);
      assertThat(whole.maps(photo, 1, parameters, false).get(0).shape())
          .containsExactly(2, 768, 1, 2);
      Backbone first = whole.used(Stage.LAYER1, Freezing.NONE);
      Tensor filled = torch.constant_pad_nd(photo, 0, 1, 0, 3);
      assertThat(Parameters.floats(first.maps(photo, 1, parameters, false).get(0)))
          .containsExactly(Parameters.floats(first.maps(filled, 1, parameters, false).get(0)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compute.Format.class,
      names = {"FLOAT32", "BFLOAT16"})
  void aStepTeachesEveryTensorAndLowersTheLoss(Compute.Format format) {
    NetworkSpec spec =
        new NetworkSpec(
            Architecture.CONVNEXT_TINY, Stage.LAYER2, 2, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
    Compute compute = new Compute(Compute.Device.CPU, format);
    Weights start = FormulaWeights.of(Architecture.CONVNEXT_TINY.backbone());
    try (RegionNetwork network = RegionNetwork.pretrained(spec, start, compute, new RunSeed(4));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      Weights before = network.snapshot();
      double loss = 0;
      double last = 0;
      for (int step = 0; step < 5; step++) {
        try (TrainingPass pass = trainer.forward(List.of(noise()), List.of(BOXES))) {
          float[] logits = pass.logits();
          last = Math.pow(logits[0] - 1, 2) + Math.pow(logits[1] + 1, 2);
          loss = step == 0 ? last : loss;
          trainer.add(pass.backward(new float[] {2 * (logits[0] - 1), 2 * (logits[1] + 1)}));
        }
        assertThat(trainer.step(1e-4)).isTrue();
      }
      assertThat(last).isLessThan(loss);
      for (NamedTensor tensor : network.snapshot().tensors()) {
        assertThat(tensor.values())
            .as(tensor.name())
            .isNotEqualTo(before.require(tensor.name(), tensor.shape()).values());
      }
    }
  }

  private static Raster noise() {
    byte[] rgb = new byte[3 * 66 * 61];
    new SplittableRandom(7).nextBytes(rgb);
    return Raster.of(66, 61, rgb);
  }
}
