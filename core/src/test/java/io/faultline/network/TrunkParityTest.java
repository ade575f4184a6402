package io.faultline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks give torchvision's numbers for weights and input that are formulas. */
class ResNetParityTest {
  private static final Offset<Double> CLOSE = within(2e-4);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvisionAfterEveryStageAndAtTheLogits(Architecture architecture)
      throws IOException {
    JsonNode golden = golden(architecture.name().toLowerCase(java.util.Locale.ROOT));
    Map<String, int[]> tensors = architecture.whole();
    assertThat(tensors).hasSize(golden.get("tensors").asInt());
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = filled(tensors)) {
      ResNet network = new ResNet(architecture, parameters, false);
      Tensor input = input();
      for (Stage stage : Stage.values()) {
        assertStage(network.features(input, stage), golden.get("stages").get(stage.key()));
      }
      float[] logits = Parameters.floats(network.logits(input));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 8; c++) {
          double expected = golden.get("logits_first8").get(n).get(c).asDouble();
          assertThat((double) logits[n * Architecture.IMAGENET_CLASSES + c])
              .isCloseTo(expected, CLOSE);
        }
      }
    }
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

  /** The formula that the golden file's note states. */
  private static float[] values(String name, int[] shape, int k) {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
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

  static JsonNode golden(String model) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ResNetParityTest.class.getResourceAsStream("/golden/networks.json"))) {
      return new ObjectMapper().readTree(in).get("models").get(model);
    }
  }
}
