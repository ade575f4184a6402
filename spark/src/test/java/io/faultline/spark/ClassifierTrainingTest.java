package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.Detector;
import io.faultline.FaultlineException;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.DetectorBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laws: a model does not depend on how the features were spread over files; it detects; what does
 * not fit the features is refused.
 */
class ClassifierTrainingTest {
  @TempDir static Path folder;

  private static SparkSession spark;
  private static LabelledWalls walls = LabelledWalls.NONE;
  private static Path features = Path.of("");

  @BeforeAll
  static void start() {
    walls = LabelledWalls.write(folder.resolve("walls"), 10);
    spark = Sessions.local();
    features = folder.resolve("features");
    FeatureRun.run(spark, walls.options(features), line -> {});
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void theModelIsTheSameForAnyPartitioningAndDetects() throws IOException {
    Path model = folder.resolve("trees");
    ClassifierTraining.Summary summary = train(features, model, "--data", walls.data().toString());
    assertThat(summary.rows()).isGreaterThan(300);
    assertThat(summary.positives()).isBetween(10L, summary.rows() / 2);
    Path parts = folder.resolve("parts");
    FeatureRun.run(spark, walls.options(parts, "--wave", "2"), line -> {});
    Path other = folder.resolve("other");
    train(parts, other, "--data", walls.data().toString());
    assertThat(other).hasSameBinaryContentAs(model);

    DetectorBundle bundle = DetectorBundle.read(model);
    assertThat(bundle.manifest().classifier()).isEqualTo(ClassifierKind.XGBOOST);
    assertThat(bundle.manifest().calibration()).hasSize(1);
    assertThat(summary.operatingPoint())
        .contains("on 3 held-out photos")
        .doesNotContain("threshold 0.5");
    try (Detector detector = Detector.load(model);
        Stream<Path> photos = Files.list(walls.data().resolve("images"))) {
      List<PhotoOutcome> outcomes = new ArrayList<>();
      photos.sorted().forEach(photo -> outcomes.add(detector.inspect(photo)));
      assertThat(outcomes)
          .hasSize(10)
          .allMatch(one -> one instanceof PhotoOutcome.Detected)
          .anyMatch(one -> !((PhotoOutcome.Detected) one).detections().isEmpty());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".faultline"));
    }
  }

  @Test
  void settingsReachTheTreesAndTheThresholdNeedsLabels() {
    Path model = folder.resolve("few");
    ClassifierTraining.Summary summary =
        train(features, model, "--set", "classifier.xgboost.trees=2");
    assertThat(summary.operatingPoint()).contains("0.5");
    Path one = folder.resolve("one");
    train(features, one, "--set", "classifier.xgboost.trees=1");
    assertThat(model.toFile().length()).isGreaterThan(one.toFile().length());
  }

  @Test
  void aModelOfAnotherNetworkIsRefused() {
    Path builtIn = folder.resolve("crack");
    BuiltInModels.bundle("crack").write(builtIn);
    assertThatThrownBy(
            () ->
                ClassifierTraining.run(
                    spark,
                    ClassifierOptions.parse(
                        List.of(
                            "--features",
                            features.toString(),
                            "--model",
                            builtIn.toString(),
                            "--out",
                            folder.resolve("x").toString())),
                    line -> {}))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("is not the model whose network gave the features");
  }

  @Test
  void aFolderWithoutFeaturesIsRefused() {
    assertThatThrownBy(() -> train(folder.resolve("nothing"), folder.resolve("y")))
        .hasMessageContaining("faultline spark features writes some");
  }

  private static ClassifierTraining.Summary train(Path from, Path out, String... more) {
    return ClassifierTraining.run(
        spark,
        ClassifierOptions.parse(
            Stream.concat(
                    Stream.of(
                        "--features",
                        from.toString(),
                        "--model",
                        walls.model().toString(),
                        "--out",
                        out.toString()),
                    Stream.of(more))
                .toList()),
        line -> {});
  }
}
