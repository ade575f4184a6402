package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.Freezing;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.backbone.TensorPlan;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks give torchvision's numbers for weights and input that are formulas. */
class TrunkParityTest {
  private static final Offset<Double> CLOSE = within(2e-4);

  private static final Freezing FOLDED = new Freezing(0, true);

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void tensorsAreThoseOfTorchvisionInItsOrder(Architecture architecture) throws IOException {
    JsonNode golden = golden(architecture);
    List<TensorPlan> tensors = FormulaWeights.whole(architecture.backbone());
    assertThat(tensors).hasSize(golden.get("tensors").asInt());
    JsonNode first = golden.get("first_tensors");
    for (int k = 0; k < first.size(); k++) {
      assertThat(tensors.get(k).name()).isEqualTo(first.get(k).get(0).asText());
      assertThat(tensors.get(k).shape().toString().replace(" ", ""))
          .isEqualTo(first.get(k).get(1).toString());
    }
    JsonNode names = golden.get("names");
    for (int k = 0; names != null && k < tensors.size(); k++) {
      assertThat(tensors.get(k).name()).isEqualTo(names.get(k).asText());
    }
    int parameters =
        tensors.stream()
            .filter(tensor -> !tensor.name().contains("running_"))
            .mapToInt(tensor -> tensor.shape().elements())
            .sum();
    assertThat(parameters).isEqualTo(golden.get("parameters").asInt());
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvision(Architecture architecture) throws IOException {
    equalsTorchvision(architecture, Freezing.NONE);
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void equalsTorchvisionWithBatchNormFoldedIn(Architecture architecture) throws IOException {
    equalsTorchvision(architecture, FOLDED);
  }

  private static void equalsTorchvision(Architecture architecture, Freezing freezing)
      throws IOException {
    JsonNode golden = golden(architecture);
    Backbone trunk = architecture.backbone().used(Stage.LAYER4, freezing);
    Weights weights = FormulaWeights.of(architecture.backbone());
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = FormulaWeights.parameters(trunk, weights)) {
      trunk.classifier().forEach(tensor -> parameters.put(tensor, weights));
      Tensor input = FormulaWeights.input();
      for (Stage stage : Stage.values()) {
        Backbone cut = architecture.backbone().used(stage, freezing);
        Tensor map = cut.maps(input, 1, parameters, false).get(0);
        int stride = cut.outputs().get(stage.number() - 1).stride();
        assertThat(stride).isEqualTo(2 << stage.number());
        int side = 96 / stride;
        assertThat(map.shape()).containsExactly(2, architecture.channels(stage), side, side);
        expected(golden, stage).ifPresent(values -> assertStage(map, values));
      }
      Tensor last = trunk.maps(input, 1, parameters, false).get(0);
      Tensor pooled = torch.adaptive_avg_pool2d(last, 1, 1).flatten(1, -1);
      float[] logits = Parameters.floats(trunk.classify(pooled, parameters));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 8; c++) {
          double expected = golden.get("logits_first8").get(n).get(c).asDouble();
          assertThat((double) logits[n * Backbone.IMAGENET_CLASSES + c]).isCloseTo(expected, CLOSE);
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
    JsonNode last = expected.get("last8");
    for (int i = 0; last != null && i < 8; i++) {
      assertThat((double) values[values.length - 8 + i]).isCloseTo(last.get(i).asDouble(), CLOSE);
    }
  }

  static JsonNode golden(Architecture architecture) throws IOException {
    String model = architecture.name().toLowerCase(Locale.ROOT);
    String file = architecture == Architecture.CONVNEXT_TINY ? "convnext" : "networks";
    try (InputStream in =
        Objects.requireNonNull(
            TrunkParityTest.class.getResourceAsStream("/golden/" + file + ".json"))) {
      return new ObjectMapper().readTree(in).get("models").get(model);
    }
  }
}
