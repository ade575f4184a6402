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
    Map<String, int[]> tensors = whole(architecture.trunk());
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
            .mapToInt(tensor -> size(tensor.getValue()))
            .sum();
    assertThat(parameters).isEqualTo(golden.get("parameters").asInt());
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvisionAfterEveryStageAndAtTheLogits(Architecture architecture)
      throws IOException {
    JsonNode golden = golden(architecture);
    Trunk trunk = architecture.trunk();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = filled(whole(trunk))) {
      Tensor input = input();
      for (Stage stage : Stage.values()) {
        Tensor map = trunk.cutAfter(stage).features(input, parameters, 0, false);
        assertThat(map.shape())
            .containsExactly(
                2, architecture.channels(stage), 96 / stage.stride(), 96 / stage.stride());
        expected(golden, stage).ifPresent(values -> assertStage(map, values));
      }
      float[] logits = Parameters.floats(logits(trunk, parameters, input));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 8; c++) {
          double expected = golden.get("logits_first8").get(n).get(c).asDouble();
          assertThat((double) logits[n * Trunk.IMAGENET_CLASSES + c]).isCloseTo(expected, CLOSE);
        }
      }
    }
  }

  /** Of MobileNetV2 the file holds the last map only. */
  private static Optional<JsonNode> expected(JsonNode golden, Stage stage) {
    JsonNode stages = golden.get("stages");
    JsonNode own = stages.get("layer" + stage.number());
    return Optional.ofNullable(own != null || stage != Stage.LAYER4 ? own : stages.get("features"));
  }

  private static Map<String, int[]> whole(Trunk trunk) {
    Map<String, int[]> tensors = trunk.tensors();
    tensors.putAll(trunk.classifierTensors());
    return tensors;
  }

  private static Tensor logits(Trunk trunk, Parameters parameters, Tensor input) {
    Tensor map = trunk.features(input, parameters, 0, false);
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

  private static Parameters filled(Map<String, int[]> tensors) {
    Parameters parameters = new Parameters();
    int k = 0;
    for (Map.Entry<String, int[]> tensor : tensors.entrySet()) {
      parameters.put(
          tensor.getKey(), tensor.getValue(), values(tensor.getKey(), tensor.getValue(), k++));
    }
    return parameters;
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The formula that the golden file's note states. */
  private static float[] values(String name, int[] shape, int k) {
    int size = size(shape);
    double scale = Math.sqrt(3.0 / ((double) size / shape[0]));
    float[] values = new float[size];
    for (int j = 0; j < size; j++) {
      double u = Math.sin(12.9898 * (j % 9973) + 78.233 * (k + 1)) * 43758.5453;
      double v = 2 * (u - Math.floor(u)) - 1;
      if (name.endsWith("running_var")) {
        v = 1 + 0.5 * Math.abs(v);
      } else if (name.endsWith("running_mean") || name.endsWith("bias")) {
        v = 0.1 * v;
      } else if (shape.length >= 2) {
        v = v * scale;
      } else {
        v = 1 + 0.1 * v;
      }
      values[j] = (float) v;
    }
    return values;
  }

  private static Tensor input() {
    float[] values = new float[2 * 3 * 96 * 96];
    for (int i = 0; i < values.length; i++) {
      int x = i % 96;
      int y = i / 96 % 96;
      int c = i / (96 * 96) % 3;
      int n = i / (96 * 96 * 3);
      values[i] = (float) Math.sin(0.02 * x + 0.03 * y + c + 2 * n);
    }
    return Tensor.create(values, 2, 3, 96, 96);
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
