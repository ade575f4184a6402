package io.faultline.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.network.FormulaWeights;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorRangeTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1, Head.POOLED, 0, 1, false, 0);

  @ParameterizedTest
  @CsvSource({
    "layer1.0.conv1.weight, NaN, must be finite",
    "layer1.0.conv1.weight, -Infinity, must be finite",
    "layer1.0.conv1.weight, 1e30, must be -100000.0 to 100000.0",
    "layer1.0.bn1.running_var, -0.5, must be 0.0 to",
    "svm.bias, 2000, must be -1000.0 to 1000.0",
    "head.output.bias, -2000, must be -1000.0 to 1000.0",
  })
  void aValueThatNoTrainingGivesIsNamed(String name, float value, String rule) {
    Weights weights = Weights.of("file", List.of(tensor(name, value)));
    assertThatThrownBy(weights::checked)
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith("file: tensor " + name + ": value [1, 0] is ")
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({"conv.weight, 1000", "bn.running_var, 1e7", "bn.num_batches_tracked, 5e6"})
  void whatTrainingGivesIsTaken(String name, float value) {
    Weights weights = Weights.of("file", List.of(tensor(name, value)));
    assertThat(weights.checked()).isSameAs(weights);
  }

  /** A tensor that the network has no place for may be large, but not anything else. */
  @Test
  void pretrainedWeightsAreChecked() {
    List<NamedTensor> good = new ArrayList<>(FormulaWeights.of(SPEC.backbone()).tensors());
    good.add(tensor("other", 1e30f));
    assertThatCode(() -> pretrained(good)).doesNotThrowAnyException();
    for (NamedTensor bad :
        List.of(tensor("other", Float.NaN), tensor("extra.bias", Float.NEGATIVE_INFINITY))) {
      List<NamedTensor> tensors = new ArrayList<>(good.subList(0, good.size() - 1));
      tensors.add(bad);
      assertThatThrownBy(() -> pretrained(tensors))
          .hasMessageContaining("tensor " + bad.name() + ": value [1, 0] is ");
    }
  }

  private static void pretrained(List<NamedTensor> tensors) {
    RegionNetwork.pretrained(SPEC, Weights.of("file", tensors), new RunSeed(1)).close();
  }

  private static NamedTensor tensor(String name, float value) {
    return new NamedTensor(name, new int[] {2, 2}, new float[] {0.5f, 0.5f, value, 0.5f});
  }
}
