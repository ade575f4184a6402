package io.faultline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks give torchvision's numbers for weights and input that are formulas. */
class TrunkParityTest {
  private static final Offset<Double> CLOSE = within(2e-4);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void tensorsAreThoseOfTorchvisionInItsOrder(Architecture architecture) throws IOException {
    JsonNode golden = golden(architecture);
    Map<String, int[]> tensors = FormulaWeights.whole(architecture.trunk());
    assertThat(tensors).hasSize(golden.get("tensors").asInt());
    List<String> names = List.copyOf(tensors.keySet());
    JsonNode first = golden.get("first_tensors");
    for (int k = 0; k < first.size(); k++) {
      assertThat(names.get(k)).isEqualTo(first.get(k).get(0).asText());
      assertThat(Arrays.toString(tensors.get(names.get(k))).replace(" ", ""))
          .isEqualTo(first.get(k).get(1).toString());
    }
    int parameters =
        tensors.entrySet().stream()
            .filter(tensor -> !tensor.getKey().contains("running_"))
            .mapToInt(tensor -> FormulaWeights.size(tensor.getValue()))
            .sum();
    assertThat(parameters).isEqualTo(golden.get("parameters").asInt());
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvisionWithBatchNorm(Architecture architecture) throws IOException {
    equalsTorchvision(architecture, 0);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvisionWithBatchNormFoldedIn(Architecture architecture) throws IOException {
    equalsTorchvision(architecture, 5);
  }

  private static void equalsTorchvision(Architecture architecture, int folded) throws IOException {
    JsonNode golden = golden(architecture);
    Trunk trunk = architecture.trunk();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = parameters(trunk, folded)) {
      Tensor input = FormulaWeights.input();
      for (Stage stage : Stage.values()) {
        Tensor map = trunk.cutAfter(stage).features(input, parameters, folded, false);
        int side = 96 / stage.stride();
        assertThat(map.shape()).containsExactly(2, architecture.channels(stage), side, side);
        expected(golden, stage).ifPresent(values -> assertStage(map, values));
      }
      float[] logits =
          Parameters.floats(
              logits(trunk, parameters, trunk.features(input, parameters, folded, false)));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 8; c++) {
          double expected = golden.get("logits_first8").get(n).get(c).asDouble();
          assertThat((double) logits[n * Trunk.IMAGENET_CLASSES + c]).isCloseTo(expected, CLOSE);
        }
      }
    }
  }

  private static Parameters parameters(Trunk trunk, int folded) {
    Weights weights = FoldedBatchNorm.fold(FormulaWeights.of(trunk), trunk.convolutions(folded));
    Parameters parameters = new Parameters();
    trunk.tensors(folded).forEach((name, shape) -> parameters.put(name, shape, weights));
    trunk.classifierTensors().forEach((name, shape) -> parameters.put(name, shape, weights));
    return parameters;
  }

  /** Of MobileNetV2 the file holds the last map only. */
  private static Optional<JsonNode> expected(JsonNode golden, Stage stage) {
    JsonNode stages = golden.get("stages");
    JsonNode own = stages.get("layer" + stage.number());
    return Optional.ofNullable(own != null || stage != Stage.LAYER4 ? own : stages.get("features"));
  }

  private static Tensor logits(Trunk trunk, Parameters parameters, Tensor map) {
    return torch.linear(
        torch.adaptive_avg_pool2d(map, 1, 1).flatten(1, -1),
        parameters.get(trunk.classifier() + ".weight"),
        new TensorOptional(parameters.get(trunk.classifier() + ".bias")));
  }

  private static void assertStage(Tensor map, JsonNode expected) {
    for (int i = 0; i < 4; i++) {
      assertThat(map.shape()[i]).isEqualTo(expected.get("shape").get(i).asLong());
    }
    float[] values = Parameters.floats(map);
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    assertThat(sum / values.length).isCloseTo(expected.get("mean").asDouble(), CLOSE);
    for (int i = 0; i < 8; i++) {
      assertThat((double) values[i]).isCloseTo(expected.get("first8").get(i).asDouble(), CLOSE);
    }
  }

  static JsonNode golden(Architecture architecture) throws IOException {
    String model = architecture.name().toLowerCase(Locale.ROOT);
    try (InputStream in =
        Objects.requireNonNull(
            TrunkParityTest.class.getResourceAsStream("/golden/networks.json"))) {
      return new ObjectMapper().readTree(in).get("models").get(model);
    }
  }
}
