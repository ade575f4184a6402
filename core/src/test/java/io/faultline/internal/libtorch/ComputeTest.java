package io.faultline.internal.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.network.TrainingPass;
import io.faultline.internal.provenance.RunSeed;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ComputeTest {
  private static final Compute BFLOAT16 = new Compute(Compute.Device.CPU, Compute.Format.BFLOAT16);
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER2, 1, 3, 1.5, Head.HIDDEN, 16, 1, false, 0);
  private static final List<Box> BOXES =
      List.of(new Box(0, 0, 32, 32), new Box(10, 20, 60, 64), new Box(30, 5, 50, 25));

  @Test
  void aChoiceThatIsMadeLeavesNothingOpen() {
    Compute made = Compute.AUTO.resolved();
    assertThat(made.device()).isNotEqualTo(Compute.Device.AUTO);
    assertThat(made.format()).isNotEqualTo(Compute.Format.AUTO);
    assertThat(made.resolved()).isEqualTo(made);
    assertThat(Compute.PLAIN.resolved()).isEqualTo(Compute.PLAIN);
  }

  @Test
  void processorsWithInstructionsForBfloat16TakeIt() {
    assertThat(Compute.multipliesBfloat16("flags\t\t: fpu avx512f avx512_bf16 fsrm")).isTrue();
    assertThat(Compute.multipliesBfloat16("flags\t\t: fpu amx_bf16 amx_tile amx_int8")).isTrue();
    assertThat(Compute.multipliesBfloat16("flags\t\t: fpu avx2 f16c avx512f avx512_vnni"))
        .isFalse();
  }

  @Test
  void aMissingDeviceIsRefusedInWords() {
    assumeTrue(!torch.cuda_is_available(), "a machine with CUDA does not refuse it");
    assertThatThrownBy(() -> new Compute(Compute.Device.CUDA, Compute.Format.AUTO).resolved())
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining("libtorch sees no CUDA GPU");
  }

  /** Eight bits of precision: a good hundredth of the largest logit, and not the same digits. */
  @Test
  void bfloat16GivesNearlyTheLogitsOfFloat32() {
    float[] plain = logits(Compute.PLAIN);
    float[] brief = logits(BFLOAT16);
    assertThat(brief).isNotEqualTo(plain);
    float largest = 0;
    for (float logit : plain) {
      largest = Math.max(largest, Math.abs(logit));
    }
    for (int i = 0; i < plain.length; i++) {
      assertThat(brief[i]).isCloseTo(plain[i], within(0.05f * largest));
    }
  }

  private static float[] logits(Compute compute) {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, compute, new RunSeed(3))) {
      return network.logits(photo(), BOXES);
    }
  }

  @Test
  void bfloat16TrainsWeightsThatStayFloat32() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, BFLOAT16, new RunSeed(3));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      double before = loss(network);
      for (int step = 0; step < 8; step++) {
        try (TrainingPass pass = trainer.forward(List.of(photo()), List.of(BOXES))) {
          trainer.add(pass.backward(slope(pass.logits())));
        }
        trainer.step(1e-4);
      }
      assertThat(loss(network)).isLessThan(before);
      boolean[] finer = {false};
      for (float weight : network.snapshot().require("conv1.weight", 64, 3, 7, 7).values()) {
        finer[0] |= Float.floatToIntBits(weight) << 16 != 0;
      }
      assertThat(finer[0]).isTrue();
    }
  }

  /** Of squares: all logits are to become 1. */
  private static double loss(RegionNetwork network) {
    double sum = 0;
    for (float logit : network.logits(photo(), BOXES)) {
      sum += (logit - 1) * (logit - 1);
    }
    return sum;
  }

  private static float[] slope(float[] logits) {
    float[] slope = new float[logits.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = 2 * (logits[i] - 1);
    }
    return slope;
  }

  private static Raster photo() {
    byte[] pixels = new byte[3 * 64 * 64];
    new SplittableRandom(4).nextBytes(pixels);
    return Raster.of(64, 64, pixels);
  }
}
