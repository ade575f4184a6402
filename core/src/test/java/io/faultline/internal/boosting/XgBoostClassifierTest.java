package io.faultline.internal.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.RegionClassifierContract;
import io.faultline.internal.classifier.ToyFeatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgBoostClassifierTest extends RegionClassifierContract {
  private static final XgBoostOptions QUICK =
      new XgBoostOptions(40, 4, 0.2, 0.8, 0.5, 1, 1, true, List.of(), 5, Optional.of(7L));

  /** Clouds that overlap, so that trees have something to disagree about. */
  private static final LabelledFeatures HARD = ToyFeatures.clouds(3000, 2, 1, 11);

  private static final LabelledFeatures HELD_OUT = ToyFeatures.clouds(1000, 2, 1, 12);

  @Override
  public RegionClassifier train(LabelledFeatures rows, int classes) {
    return XgBoostClassifier.train(rows, classes, QUICK, 1, Progress.NONE);
  }

  @Override
  public RegionClassifier reload(RegionClassifier classifier) {
    return XgBoostClassifier.load(((XgBoostClassifier) classifier).save());
  }

  private XgBoostClassifier hard(XgBoostOptions options, int threads) {
    return kept(XgBoostClassifier.train(HARD, 2, options, threads, Progress.NONE));
  }

  @Test
  void theSameSeedGivesTheSameModelWhateverWasTrainedBefore() {
    byte[] first = hard(QUICK, 1).save();
    hard(QUICK.withSeed(8), 1);
    assertThat(hard(QUICK, 1).save()).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    assertThat(hard(QUICK.withSeed(8), 1).save()).isNotEqualTo(hard(QUICK, 1).save());
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    XgBoostOptions few =
        new XgBoostOptions(10, 4, 0.2, 0.8, 0.5, 1, 1, true, List.of(), 5, Optional.of(7L));
    byte[] one = hard(few, 1).save();
    assertThat(hard(few, 2).save()).isEqualTo(one);
    assertThat(hard(few, 3).save()).isEqualTo(one);
  }

  @Test
  void rowsInFilesGiveTheSameTreesAgainAndHardlyOtherOnesThanInMemory(@TempDir Path folder)
      throws IOException {
    LabelledFeatures rows = ToyFeatures.clouds(5000, 2, 1, 13);
    float[][] memory =
        kept(XgBoostClassifier.train(rows, HELD_OUT, 2, QUICK, 1, Progress.NONE))
            .probabilities(HELD_OUT.features());
    XgBoostClassifier files = fromFiles(folder.resolve("one"), rows, 1000, 1);
    assertThat(fromFiles(folder.resolve("two"), rows, 77, 2).save()).isEqualTo(files.save());
    float[][] probabilities = files.probabilities(HELD_OUT.features());
    double difference = 0;
    for (int row = 0; row < memory.length; row++) {
      difference += Math.abs(memory[row][0] - probabilities[row][0]) / memory.length;
    }
    assertThat(difference).isLessThan(0.01);
  }

  private XgBoostClassifier fromFiles(Path folder, LabelledFeatures rows, int perPhoto, int threads)
      throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    try (FeatureStore store = ToyFeatures.store(folder.resolve("store"), rows, perPhoto)) {
      return kept(
          XgBoostClassifier.train(store, scratch, HELD_OUT, 2, QUICK, threads, Progress.NONE));
    }
  }

  @Test
  void aFolderThatXgBoostCannotNameIsRefused(@TempDir Path folder) {
    LabelledFeatures rows = ToyFeatures.clouds(10, 2, 1, 13);
    try (FeatureStore store = ToyFeatures.store(folder.resolve("store"), rows, 1000)) {
      assertThatThrownBy(() -> new XgBoostFiles(store, folder.resolve("a#b")))
          .hasMessageContaining("another folder");
    }
  }

  @Test
  void trainingStopsEarlyAndKeepsTheBestRound() {
    AtomicLong rounds = new AtomicLong();
    Progress progress =
        new Progress() {
          @Override
          public void advance(long done) {
            rounds.set(done);
          }
        };
    XgBoostOptions eager =
        new XgBoostOptions(300, 6, 0.5, 1, 1, 0, 0, true, List.of(), 5, Optional.of(7L));
    XgBoostClassifier stopped =
        kept(XgBoostClassifier.train(HARD, HELD_OUT, 2, eager, 1, progress));
    assertThat(rounds.get()).isBetween(6L, 100L);
    XgBoostOptions exact =
        new XgBoostOptions(
            (int) rounds.get() - 5, 6, 0.5, 1, 1, 0, 0, true, List.of(), 5, Optional.of(7L));
    assertThat(stopped.save()).isEqualTo(hard(exact, 1).save());
  }

  @Test
  void aHeavierClassIsFoundMoreOften() {
    XgBoostOptions heavy =
        new XgBoostOptions(40, 4, 0.2, 1, 1, 1, 1, false, List.of(1., 5., 1.), 5, Optional.of(7L));
    double plain = mean(hard(QUICK, 1).probabilities(HELD_OUT.features()));
    double weighted = mean(hard(heavy, 1).probabilities(HELD_OUT.features()));
    assertThat(plain).isBetween(0.25, 0.42);
    assertThat(weighted).isGreaterThan(plain + 0.15);
  }

  private static double mean(float[][] probabilities) {
    return Arrays.stream(probabilities).mapToDouble(row -> row[0]).average().orElseThrow();
  }

  @Test
  void zeroIsAValueAndNotAMissingOne() {
    // Only whether the feature is below, at or above 0 tells the classes apart.
    float[] values = new float[300];
    int[] labels = new int[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 - 1;
      labels[i] = values[i] == 0 ? 1 : 0;
    }
    LabelledFeatures rows = new LabelledFeatures(new FeatureMatrix(300, 1, values), labels);
    float[][] p =
        kept(XgBoostClassifier.train(rows, 1, QUICK, 1, Progress.NONE))
            .probabilities(new FeatureMatrix(3, 1, new float[] {-1, 0, 1}));
    assertThat(p[1][0]).isGreaterThan(0.8f);
    assertThat(Math.max(p[0][0], p[2][0])).isLessThan(0.2f);
  }

  @Test
  void rowsThatCannotBeLearntFromAreRefused() {
    LabelledFeatures background =
        new LabelledFeatures(new FeatureMatrix(2, 1, new float[2]), new int[2]);
    assertThatThrownBy(() -> XgBoostClassifier.train(background, 1, QUICK, 1, Progress.NONE))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("2 background, 0 of any class");
    assertThatThrownBy(() -> XgBoostClassifier.train(HARD, 1, QUICK, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label is 2");
    XgBoostOptions twoWeights =
        new XgBoostOptions(1, 1, 1, 1, 1, 1, 1, true, List.of(1., 2.), 1, Optional.of(0L));
    assertThatThrownBy(() -> hard(twoWeights, 1))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("class-weights has 2 values");
    assertThatThrownBy(
            () -> new XgBoostOptions(0, 1, 1, 1, 1, 1, 1, true, List.of(), 1, Optional.of(0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trees is 0; it must be >= 1");
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    byte[] model = hard(QUICK, 1).save();
    for (byte[] bytes :
        List.of(
            new byte[0],
            "binf and more that is not a model".getBytes(StandardCharsets.US_ASCII),
            "{\"learner\": 1}".getBytes(StandardCharsets.US_ASCII),
            "{L garbage".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(model, model.length / 2),
            Arrays.copyOf(model, model.length - 1))) {
      assertThatThrownBy(() -> XgBoostClassifier.load(bytes))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
          .hasMessageStartingWith("XGBoost model: ")
          .hasMessageNotContaining("\n");
    }
  }
}
