package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.Freezing;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.weights.WeightsReader;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published weights on a real photo give torchvision's map, from either kind of file. */
class PretrainedTrunkTest {
  private static final Path SHARED =
      Path.of(System.getProperty("faultline.shared", "../../shared"));

  private static final Backbone TRUNK =
      Architecture.RESNET18.backbone().used(Stage.LAYER3, Freezing.NONE);

  @ParameterizedTest
  @ValueSource(strings = {"pth", "safetensors"})
  void equalsTorchvisionOnAPhoto(String format) throws IOException {
    Path file = SHARED.resolve("weights/resnet18-conv1-to-layer3." + format);
    assumeTrue(Files.exists(file), file + " is not here");
    JsonNode golden = golden();
    Path photo = SHARED.resolve(golden.get("image").asText());
    assumeTrue(Files.exists(photo), photo + " is not here");
    JsonNode expected = golden.get("layer3");
    Weights weights = WeightsReader.read(file);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        Parameters parameters = FormulaWeights.parameters(TRUNK, weights)) {
      Tensor input = PhotoTensor.of(List.of(ImageReader.read(photo)));
      Tensor map = TRUNK.maps(input, 1, parameters, false).get(0);
      assertThat(map.shape()).containsExactly(1, 256, 16, 16);
      float[] values = Parameters.floats(map);
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      // JPEG decoders differ by a grey level here and there.
      assertThat(sum / values.length).isCloseTo(expected.get("mean").asDouble(), within(1e-3));
      for (int i = 0; i < 8; i++) {
        assertThat((double) values[i])
            .isCloseTo(expected.get("row0_first8_channel0").get(i).asDouble(), within(2e-2));
      }
    }
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PretrainedTrunkTest.class.getResourceAsStream("/golden/resnet18_layer3_photo.json"))) {
      return new ObjectMapper().readTree(in);
    }
  }
}
