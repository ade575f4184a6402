package io.faultline.internal.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.classifier.StoredRegions;
import io.faultline.weights.Weights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearSvmTest extends RegionClassifierContract {
  @TempDir Path folder;

  @Override
  public RegionClassifier train(LabelledFeatures rows, int classes) {
    return train(rows, classes, LinearSvmOptions.R_CNN);
  }

  private LinearSvm train(LabelledFeatures rows, int classes, LinearSvmOptions options) {
    try (FeatureStore store = ToyFeatures.store(folder.resolve("features"), rows, 50)) {
      return LinearSvm.train(store, classes, options, 10_000, Progress.NONE);
    }
  }

  @Override
  public RegionClassifier reload(RegionClassifier classifier) {
    return LinearSvm.of(Weights.of("model", ((LinearSvm) classifier).tensors()));
  }

  @Test
  void scalingAllFeaturesChangesNothing() {
    LabelledFeatures rows = ToyFeatures.clouds(600, 1, 2, 3);
    float[] values = rows.features().toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 64;
    }
    FeatureMatrix large = new FeatureMatrix(600, ToyFeatures.COLUMNS, values);
    int[] labels = new int[600];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.label(i);
    }
    float[][] plain = train(rows, 1, LinearSvmOptions.R_CNN).probabilities(rows.features());
    float[][] scaled =
        train(new LabelledFeatures(large, labels), 1, LinearSvmOptions.R_CNN).probabilities(large);
    assertThat(scaled).isDeepEqualTo(plain);
  }

  @Test
  void minedNegativesMakeItAsGoodAsAllOfThem() {
    LabelledFeatures rows = ToyFeatures.rare(4000, 200, 2.5, 7);
    LabelledFeatures test = ToyFeatures.clouds(400, 1, 2.5, 8);
    LinearSvmOptions few =
        new LinearSvmOptions(1e-3, 2, 20, 10, 1, 0.3, -1, -1.2, 100, 2, Optional.of(0L));
    LinearSvmOptions all =
        new LinearSvmOptions(1e-3, 2, 20, 10, 1, 0.3, -1, -1e9, 1_000_000, 1, Optional.of(0L));
    double mined = ToyFeatures.auc(train(rows, 1, few).probabilities(test.features()), test, 0);
    double whole = ToyFeatures.auc(train(rows, 1, all).probabilities(test.features()), test, 0);
    assertThat(mined).isGreaterThan(whole - 0.01);
  }

  @Test
  void whatLiesBetweenTheOverlapsIsNotLearntFrom() {
    LabelledFeatures rows = ToyFeatures.clouds(300, 1, 4, 3);
    LinearSvm plain = train(rows, 1, LinearSvmOptions.R_CNN);
    try (FeatureStore store = ToyFeatures.store(folder.resolve("more"), rows, 50)) {
      float[] misleading = new float[400 * ToyFeatures.COLUMNS];
      int[] labels = new int[400];
      float[] ious = new float[400];
      float[] ones = new float[400];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i % 2;
        misleading[i * ToyFeatures.COLUMNS] = labels[i] == 0 ? 4 : -4;
        ious[i] = labels[i] == 0 ? 0.4f : 0.9f;
        ones[i] = 1;
      }
      FeatureMatrix features = new FeatureMatrix(400, ToyFeatures.COLUMNS, misleading);
      store.add(new StoredRegions(99, features, labels, ious, ones));
      assertThat(auc(store, rows, LinearSvmOptions.R_CNN))
          .isCloseTo(ToyFeatures.auc(plain.probabilities(rows.features()), rows, 0), within(0.01));
      LinearSvmOptions all =
          new LinearSvmOptions(1e-3, 2, 20, 10, 0.5, 0.5, -1, -1.2, 2000, 1, Optional.of(0L));
      assertThat(auc(store, rows, all)).isLessThan(0.5);
    }
  }

  private static double auc(FeatureStore store, LabelledFeatures rows, LinearSvmOptions options) {
    LinearSvm svm = LinearSvm.train(store, 1, options, 10_000, Progress.NONE);
    return ToyFeatures.auc(svm.probabilities(rows.features()), rows, 0);
  }

  @Test
  void theSolverWritesNothing() {
    PrintStream usual = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      train(ToyFeatures.clouds(300, 1, 1, 3), 1, LinearSvmOptions.R_CNN);
    } finally {
      System.setOut(usual);
    }
    assertThat(written.size()).isZero();
  }

  @Test
  void whatCannotBeLearntFromIsRefused() {
    LabelledFeatures background =
        new LabelledFeatures(new FeatureMatrix(2, 1, new float[] {1, 2}), new int[2]);
    assertThatThrownBy(() -> train(background, 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("class 1 has none with an IoU of 1.0 or more");
    LabelledFeatures objects =
        new LabelledFeatures(new FeatureMatrix(2, 1, new float[] {1, 2}), new int[] {1, 1});
    assertThatThrownBy(() -> train(objects, 1)).hasMessageContaining("no negatives");
    assertThatThrownBy(
            () -> new LinearSvmOptions(0, 2, 20, 10, 1, 0.3, -1, -1.2, 1, 1, Optional.of(0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cost is 0.0; it must be > 0");
  }
}
