package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.backbone.TensorPlan;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTrainerTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 3, 1.5, Head.HIDDEN, 16, 1, true, 0);
  private static final List<Box> BOXES = List.of(new Box(0, 0, 24, 24), new Box(24, 24, 48, 48));

  @Test
  void learnsToTellTwoRegionsApart() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(3));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      float[] last = new float[2];
      for (int step = 0; step < 15; step++) {
        try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
          last = pass.logits();
          trainer.add(pass.backward(new float[] {sigmoid(last[0]) - 1, sigmoid(last[1])}));
        }
        trainer.step(1e-3);
      }
      assertThat(last[0]).isPositive();
      assertThat(last[1]).isNegative();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compute.Format.class,
      names = {"FLOAT32", "BFLOAT16"})
  void whatIsKeptOfTheWeightsFollowsEveryStep(Compute.Format format) {
    Compute compute = new Compute(Compute.Device.CPU, format);
    NetworkSpec spec =
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER1, 1, 3, 1.5, Head.HIDDEN, 16, 1, false, 0);
    List<Box> many = Collections.nCopies(200, BOXES.get(0)); // More than the map has positions.
    try (RegionNetwork network = RegionNetwork.untrained(spec, compute, new RunSeed(3));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      float[] untrained = network.encode(halves(), many);
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        trainer.add(pass.backward(new float[] {-1, 1}));
      }
      trainer.step(1e-2);
      float[] trained = network.encode(halves(), many);
      assertThat(trained).isNotEqualTo(untrained);
      try (RegionNetwork copy = RegionNetwork.of(spec, network.snapshot(), compute)) {
        assertThat(trained).isEqualTo(copy.encode(halves(), many));
      }
    }
  }

  private static final HeadLayer MOVES = new HeadLayer("boxes", 4);

  @Test
  void everyHeadGetsItsOwnColumnsAndItsOwnGradient() {
    HeadLayer overlap = new HeadLayer("overlap", 1);
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(3));
        NetworkTrainer trainer =
            new NetworkTrainer(network, OptimizerOptions.adam(), List.of(MOVES, overlap))) {
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        assertThat(pass.outputs()).extracting(values -> values.length).containsExactly(2, 8, 2);
        assertThat(pass.outputs().get(0)).isEqualTo(pass.logits());
        trainer.add(pass.backward(List.of(new float[2], new float[8], new float[] {-1, -1})));
        assertThatThrownBy(() -> pass.backward(List.of(new float[2], new float[8])))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("3 heads of [1, 4, 1] outputs for 2 regions");
      }
      trainer.step(1e-2);
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        assertThat(pass.outputs().get(1)).containsOnly(0f);
        for (float value : pass.outputs().get(2)) {
          assertThat(value).isPositive();
        }
      }
    }
  }

  @Test
  void learnsToMoveABoxAndGoesOnFromItsState() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(3));
        NetworkTrainer trainer =
            new NetworkTrainer(network, OptimizerOptions.adam(), List.of(MOVES))) {
      assertThat(deltas(trainer)).hasSize(8).containsOnly(0f);
      for (int step = 0; step < 20; step++) {
        towards(trainer, 1);
      }
      assertThat(deltas(trainer)[0]).isGreaterThan(0.3f);
      Weights weights = network.snapshot();
      Weights state = trainer.state();
      towards(trainer, 1);
      float[] uninterrupted = deltas(trainer);
      network.restore(weights);
      trainer.restore(state);
      towards(trainer, 1);
      assertThat(deltas(trainer)).isEqualTo(uninterrupted);
      assertThat(weights.names()).noneMatch(name -> name.contains("boxes"));
    }
  }

  private static float[] deltas(NetworkTrainer trainer) {
    try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
      return pass.outputs().get(1);
    }
  }

  /** A step that moves the first delta of the first box towards a value. */
  private static void towards(NetworkTrainer trainer, float value) {
    try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
      float[] gradient = new float[8];
      gradient[0] = pass.outputs().get(1)[0] - value;
      trainer.add(pass.backward(List.of(new float[2], gradient)));
    }
    trainer.step(1e-2);
  }

  @Test
  void encodingThenOutputLayerEqualsTheLogitsOfAPass() {
    NetworkSpec frozen =
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER2, 1, 2, 1.5, Head.HIDDEN, 8, 2, false, 0);
    try (RegionNetwork network = RegionNetwork.untrained(frozen, new RunSeed(5));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam());
        TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
      float[] features = network.encode(halves(), BOXES);
      float[] weight = network.snapshot().require("head.output.weight", 2, 8).values();
      float[] logits = pass.logits();
      for (int row = 0; row < 2; row++) {
        for (int c = 0; c < 2; c++) {
          float sum = 0;
          for (int i = 0; i < 8; i++) {
            sum += features[row * 8 + i] * weight[c * 8 + i];
          }
          assertThat(sum).isCloseTo(logits[row * 2 + c], within(1e-4f));
        }
      }
    }
  }

  @Test
  void frozenTensorsKeepTheirValues() {
    NetworkSpec frozen =
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER2, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 2);
    try (RegionNetwork network = RegionNetwork.untrained(frozen, new RunSeed(5));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      Weights before = network.snapshot();
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        trainer.add(pass.backward(new float[] {1, -0.5f}));
      }
      trainer.step(1e-2);
      Weights after = network.snapshot();
      for (NamedTensor tensor : before.tensors()) {
        boolean same =
            java.util.Arrays.equals(
                tensor.values(), after.require(tensor.name(), tensor.shape()).values());
        assertThat(same)
            .as(tensor.name())
            .isNotEqualTo(NetworkTrainer.isTrained(tensor.name(), frozen));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESNET18, conv1, bn1, layer1.0.conv1, layer1.0.bn2",
    "RESNET50, conv1, bn1, layer1.0.downsample.0, layer1.0.downsample.1",
    "RESNEXT50_32X4D, conv1, bn1, layer1.2.conv3, layer1.2.bn3",
    "MOBILENET_V2, features.0.0, features.0.1, features.3.conv.1.0, features.3.conv.3"
  })
  void freezingTakesTheStemThenStageAfterStage(
      Architecture architecture, String stem, String stemNorm, String layer1, String layer1Norm) {
    for (int frozen = 0; frozen <= 2; frozen++) {
      for (boolean trainBatchNorm : new boolean[] {false, true}) {
        NetworkSpec spec =
            new NetworkSpec(
                architecture, Stage.LAYER2, 1, 2, 1, Head.HIDDEN, 8, 1, trainBatchNorm, frozen);
        assertThat(NetworkTrainer.isTrained(stem + ".weight", spec)).isEqualTo(frozen < 1);
        assertThat(NetworkTrainer.isTrained(layer1 + ".weight", spec)).isEqualTo(frozen < 2);
        for (String part : List.of(".weight", ".bias")) {
          assertThat(NetworkTrainer.isTrained(stemNorm + part, spec))
              .isEqualTo(trainBatchNorm && frozen < 1);
          assertThat(NetworkTrainer.isTrained(layer1Norm + part, spec))
              .isEqualTo(trainBatchNorm && frozen < 2);
        }
        assertThat(NetworkTrainer.isTrained(stemNorm + ".running_var", spec)).isFalse();
        assertThat(NetworkTrainer.isTrained("head.output.weight", spec)).isTrue();
      }
    }
  }

  @Test
  void convNextFreezesDownsamplingWithItsStageAndTrainsLayerNorm() {
    for (boolean trainBatchNorm : new boolean[] {false, true}) {
      NetworkSpec spec =
          new NetworkSpec(
              Architecture.CONVNEXT_TINY,
              Stage.LAYER3,
              1,
              2,
              1,
              Head.HIDDEN,
              8,
              1,
              trainBatchNorm,
              3);
      assertThat(spec.backbone().stored())
          .filteredOn(tensor -> NetworkTrainer.isTrained(tensor.name(), spec))
          .extracting(TensorPlan::name)
          .startsWith("features.4.0.weight", "features.4.0.bias", "features.4.1.weight")
          .allMatch(name -> name.matches("features\\.[45]\\..*"))
          .hasSize(4 + 9 * 9);
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyTensorBelongsToAStage(Architecture architecture) {
    NetworkSpec all =
        new NetworkSpec(architecture, Stage.LAYER4, 1, 2, 1, Head.HIDDEN, 8, 1, true, 5);
    assertThat(architecture.backbone().stored())
        .noneMatch(tensor -> NetworkTrainer.isTrained(tensor.name(), all));
  }

  @Test
  void frozenStagesGatherNoStatistics() {
    NetworkSpec frozen =
        new NetworkSpec(
            Architecture.MOBILENET_V2, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, true, 1);
    try (RegionNetwork network = RegionNetwork.untrained(frozen, new RunSeed(5));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      Weights before = network.snapshot();
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        assertThat(pass.logits()).hasSize(2);
      }
      Weights after = network.snapshot();
      assertThat(mean(after, "features.0.1")).isEqualTo(mean(before, "features.0.1"));
      assertThat(mean(after, "features.3.conv.3")).isNotEqualTo(mean(before, "features.3.conv.3"));
    }
  }

  private static float[] mean(Weights weights, String norm) {
    return weights.find(norm + ".running_mean").orElseThrow().values();
  }

  @Test
  void nativeMemoryStaysFlatOverManySteps() {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(3));
        NetworkTrainer trainer = new NetworkTrainer(network, OptimizerOptions.adam())) {
      train(trainer, 20);
      long before = Pointer.physicalBytes();
      train(trainer, 80);
      long grown = Pointer.physicalBytes() - before;
      assertThat(grown).as("bytes grown in 80 steps").isLessThan(60L << 20);
    }
  }

  private static void train(NetworkTrainer trainer, int steps) {
    for (int step = 0; step < steps; step++) {
      try (TrainingPass pass = trainer.forward(List.of(halves()), List.of(BOXES))) {
        trainer.add(pass.backward(new float[] {0.1f, -0.1f}));
      }
      trainer.step(1e-5);
    }
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /** 48x48: dark above the diagonal, bright below. */
  private static Raster halves() {
    byte[] rgb = new byte[48 * 48 * 3];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % 48;
      int y = i / 3 / 48;
      rgb[i] = (byte) (x + y < 48 ? 40 : 200);
    }
    return Raster.of(48, 48, rgb);
  }
}
