package io.faultline.internal.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.network.FormulaWeights;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FoldedBatchNormTest {
  private static final Freezing ALL = new Freezing(0, true);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void foldedTrunkGivesTheSameMap(Architecture architecture) {
    float[] plain = map(architecture, Freezing.NONE);
    double largest = 0;
    for (float value : plain) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (Freezing folded : List.of(new Freezing(2, false), ALL)) {
      float[] map = map(architecture, folded);
      double worst = 0;
      for (int i = 0; i < plain.length; i++) {
        worst = Math.max(worst, Math.abs(map[i] - plain[i]));
      }
      assertThat(worst / largest).as("relative to the largest value").isLessThan(1e-5);
    }
  }

  @Property(tries = 300)
  void foldingWhatWasUnfoldedChangesNoBit(@ForAll long seed) {
    ConvNorm step = new ConvNorm("conv", "norm", 6, 4, 3, 1, 2, Activation.NONE);
    SplittableRandom random = new SplittableRandom(seed);
    Weights folded =
        Weights.of(
            "random",
            List.of(
                new NamedTensor("conv.weight", new int[] {4, 3, 3, 3}, floats(random, 108)),
                new NamedTensor("norm.bias", new int[] {4}, floats(random, 4)),
                new NamedTensor("head.output.bias", new int[] {2}, floats(random, 2))));
    Weights unfolded = FoldedBatchNorm.unfold(folded, List.of(step));
    assertThat(unfolded.names())
        .containsExactly(
            "conv.weight",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "head.output.bias");
    Weights again = FoldedBatchNorm.fold(unfolded, List.of(step));
    assertThat(again.names()).hasSize(3);
    for (NamedTensor tensor : folded.tensors()) {
      assertThat(again.require(tensor.name(), tensor.shape()).buffer()).isEqualTo(tensor.buffer());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Architecture.class,
      names = {"RESNET18", "MOBILENET_V2"})
  void networkOfASnapshotGivesTheSameBits(Architecture architecture) {
    NetworkSpec spec =
        new NetworkSpec(architecture, Stage.LAYER2, 1, 2, 1, Head.HIDDEN, 8, 1, false, 0);
    Weights pretrained = FormulaWeights.of(architecture.backbone());
    List<Box> boxes = List.of(new Box(0, 0, 30, 40), new Box(20, 10, 64, 64));
    try (RegionNetwork network = RegionNetwork.pretrained(spec, pretrained, new RunSeed(1))) {
      Weights snapshot = network.snapshot();
      float[] logits = network.logits(noise(), boxes);
      assertThat(snapshot.names()).containsAll(names(spec.backbone().stored()));
      network.restore(snapshot);
      assertThat(network.logits(noise(), boxes)).containsExactly(logits);
      try (RegionNetwork again = RegionNetwork.of(spec, snapshot)) {
        assertThat(again.logits(noise(), boxes)).containsExactly(logits);
      }
    }
  }

  @Test
  void missingStatisticsAreNamed() {
    Backbone trunk = Architecture.RESNET18.backbone();
    Weights incomplete =
        Weights.of(
            "trunk.pth",
            FormulaWeights.of(trunk).tensors().stream()
                .filter(tensor -> !tensor.name().equals("layer2.0.bn1.running_var"))
                .toList());
    assertThatThrownBy(() -> trunk.used(Stage.LAYER4, ALL).load(incomplete))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining("trunk.pth")
        .hasMessageContaining("layer2.0.bn1.running_var");
  }

  private static List<String> names(List<TensorPlan> tensors) {
    return tensors.stream().map(TensorPlan::name).toList();
  }

  private static float[] map(Architecture architecture, Freezing freezing) {
    Backbone trunk = architecture.backbone().used(Stage.LAYER4, freezing);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters =
            FormulaWeights.parameters(trunk, FormulaWeights.of(architecture.backbone()))) {
      return Parameters.floats(trunk.maps(FormulaWeights.input(), 1, parameters, false).get(0));
    }
  }

  /** Of any size and sign that float32 has, zero and the smallest included. */
  private static float[] floats(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      values[i] = Float.isFinite(value) ? value : 0;
    }
    return values;
  }

  private static Raster noise() {
    byte[] rgb = new byte[3 * 64 * 64];
    new SplittableRandom(7).nextBytes(rgb);
    return Raster.of(64, 64, rgb);
  }
}
