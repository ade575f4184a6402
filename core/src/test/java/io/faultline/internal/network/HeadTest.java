package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTest {
  private static final List<Box> BOXES = List.of(new Box(0, 0, 30, 40), new Box(20, 10, 64, 64));

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void imagenetLogitsOfCropsAreTorchvisions(Architecture architecture) throws IOException {
    JsonNode golden = TrunkParityTest.golden(architecture).get("logits_first8");
    NetworkSpec spec = spec(architecture, Head.IMAGENET_LOGITS);
    Backbone trunk = architecture.backbone();
    Weights weights = FormulaWeights.of(trunk);
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        RegionNetwork network = RegionNetwork.pretrained(spec, weights, new RunSeed(1))) {
      float[] features =
          Parameters.floats(
              network.cropFeatures(
                  spec.backbone().maps(FormulaWeights.input(), 1, network.parameters(), false)));
      assertThat(features).hasSize(2 * spec.featureDimension());
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 8; c++) {
          assertThat((double) features[n * 1000 + c])
              .isCloseTo(Math.max(0, golden.get(n).get(c).asDouble()), within(2e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Architecture.class,
      names = {"RESNET18", "MOBILENET_V2"})
  void imagenetLogitsArePooledFeaturesThroughThePretrainedLayer(Architecture architecture) {
    Backbone trunk = architecture.backbone();
    Weights weights = FormulaWeights.of(trunk);
    int channels = architecture.channels(Stage.LAYER4);
    float[] layer = weights.find(trunk.classifier().get(0).name()).orElseThrow().values();
    float[] bias = weights.find(trunk.classifier().get(1).name()).orElseThrow().values();
    try (RegionNetwork pooled =
            RegionNetwork.pretrained(spec(architecture, Head.POOLED), weights, new RunSeed(1));
        RegionNetwork logits =
            RegionNetwork.pretrained(
                spec(architecture, Head.IMAGENET_LOGITS), weights, new RunSeed(1))) {
      float[] means = pooled.encode(noise(), BOXES);
      float[] features = logits.encode(noise(), BOXES);
      assertThat(means).hasSize(2 * channels);
      assertThat(features).hasSize(2 * 1000);
      for (int row = 0; row < 2; row++) {
        for (int c = 0; c < 1000; c += 37) {
          double sum = bias[c];
          for (int i = 0; i < channels; i++) {
            sum += (double) means[row * channels + i] * layer[c * channels + i];
          }
          assertThat((double) features[row * 1000 + c]).isCloseTo(Math.max(0, sum), within(1e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void everyHeadLearnsAndIsReadBackToTheSameBits(Head head) {
    NetworkSpec spec =
        new NetworkSpec(Architecture.MOBILENET_V2, Stage.LAYER4, 1, 2, 1, head, 8, 3, false, 5);
    try (RegionNetwork network = RegionNetwork.untrained(spec, new RunSeed(2))) {
      Weights before = network.snapshot();
      try (NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
        try (TrainingPass pass = trainer.forward(List.of(noise()), List.of(BOXES))) {
          trainer.add(pass.backward(new float[] {1, -1, 0.5f, -1, 1, 0.5f}));
        }
        trainer.step(1e-2);
      }
      Weights after = network.snapshot();
      assertThat(changed(before, after)).containsExactlyElementsOf(learnt(head));
      float[] logits = network.logits(noise(), BOXES);
      try (RegionNetwork again = RegionNetwork.of(spec, after)) {
        assertThat(again.logits(noise(), BOXES)).hasSize(6).containsExactly(logits);
      }
    }
  }

  private static List<String> learnt(Head head) {
    return switch (head) {
      case HIDDEN ->
          List.of(
              "head.hidden.weight", "head.hidden.bias", "head.output.weight", "head.output.bias");
      case POOLED -> List.of("head.output.weight", "head.output.bias");
      case IMAGENET_LOGITS ->
          List.of(
              "classifier.1.weight", "classifier.1.bias", "head.output.weight", "head.output.bias");
    };
  }

  private static List<String> changed(Weights before, Weights after) {
    return before.tensors().stream()
        .filter(
            tensor ->
                !Arrays.equals(
                    tensor.values(), after.require(tensor.name(), tensor.shape()).values()))
        .map(NamedTensor::name)
        .toList();
  }

  @Test
  void theHeadOfADetectorIsGoneOnWithWhereItFits() {
    NetworkSpec one = hidden(16, 1);
    Weights detector;
    try (RegionNetwork network = RegionNetwork.untrained(one, new RunSeed(7))) {
      detector = network.snapshot();
    }
    assertThat(keptOfHead(one, detector))
        .containsExactly(
            "head.hidden.weight", "head.hidden.bias", "head.output.weight", "head.output.bias");
    assertThat(keptOfHead(hidden(16, 3), detector))
        .containsExactly("head.hidden.weight", "head.hidden.bias");
    assertThat(keptOfHead(hidden(24, 1), detector)).isEmpty();
    NetworkSpec several = hidden(16, 3);
    try (RegionNetwork network = RegionNetwork.untrained(several, new RunSeed(7))) {
      detector = network.snapshot();
    }
    // Three other classes may stand there in another order.
    assertThat(keptOfHead(several, detector))
        .containsExactly("head.hidden.weight", "head.hidden.bias");
  }

  private static NetworkSpec hidden(int width, int classes) {
    return new NetworkSpec(
        Architecture.RESNET18, Stage.LAYER1, 1, 3, 1, Head.HIDDEN, width, classes, false, 0);
  }

  /** Names of the head's tensors that a network with another seed takes over. */
  private static List<String> keptOfHead(NetworkSpec spec, Weights weights) {
    Weights changed =
        Weights.of(
            weights.source(),
            weights.tensors().stream().map(HeadTest::raised).toList()); // Biases start at 0.
    try (RegionNetwork network = RegionNetwork.pretrained(spec, changed, new RunSeed(8))) {
      return network.snapshot().tensors().stream()
          .filter(tensor -> tensor.name().startsWith("head."))
          .filter(
              tensor ->
                  changed
                      .find(tensor.name())
                      .filter(before -> Arrays.equals(before.values(), tensor.values()))
                      .isPresent())
          .map(NamedTensor::name)
          .toList();
    }
  }

  private static NamedTensor raised(NamedTensor tensor) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.125f;
    }
    return NamedTensor.wrap(tensor.name(), tensor.shape(), values);
  }

  @Test
  void weightsWithoutImagenetsLayerAreRefused() {
    Backbone trunk = Architecture.RESNET18.backbone();
    Weights headless =
        Weights.of(
            "trunk.pth",
            FormulaWeights.of(trunk).tensors().stream()
                .filter(tensor -> !tensor.name().startsWith("fc."))
                .toList());
    NetworkSpec spec = spec(Architecture.RESNET18, Head.IMAGENET_LOGITS);
    assertThatThrownBy(() -> RegionNetwork.pretrained(spec, headless, new RunSeed(1)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining("trunk.pth: tensor fc.weight: is missing");
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    Architecture.RESNET50,
                    Stage.LAYER3,
                    1,
                    7,
                    1,
                    Head.IMAGENET_LOGITS,
                    256,
                    1,
                    false,
                    0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut-after is layer3; it must be layer4");
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    Architecture.RESNET50, Stage.LAYER3, 1, 7, 1, Head.HIDDEN, 0, 1, false, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hidden is 0; it must be > 0");
  }

  private static NetworkSpec spec(Architecture architecture, Head head) {
    return new NetworkSpec(architecture, Stage.LAYER4, 1, 3, 1, head, 8, 2, false, 0);
  }

  private static Raster noise() {
    byte[] rgb = new byte[3 * 64 * 64];
    new SplittableRandom(7).nextBytes(rgb);
    return Raster.of(64, 64, rgb);
  }
}
