package io.faultline.internal.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every classifier must keep; each implementation subclasses it. */
public abstract class RegionClassifierContract {
  private static final LabelledFeatures TRAINING = ToyFeatures.clouds(900, 2, 4, 1);
  private static final LabelledFeatures TEST = ToyFeatures.clouds(300, 2, 4, 2);

  private final List<RegionClassifier> open = new ArrayList<>();

  /** Learns from rows. */
  public abstract RegionClassifier train(LabelledFeatures rows, int classes);

  /** Saves and loads. */
  public abstract RegionClassifier reload(RegionClassifier classifier);

  /** Closes it after the test. */
  public <T extends RegionClassifier> T kept(T classifier) {
    open.add(classifier);
    return classifier;
  }

  @AfterEach
  void close() {
    open.forEach(RegionClassifier::close);
  }

  @Test
  void separableClassesAreLearnt() {
    for (int classes : new int[] {1, 2, 4}) {
      RegionClassifier classifier = kept(train(ToyFeatures.clouds(900, classes, 4, 3), classes));
      LabelledFeatures test = ToyFeatures.clouds(300, classes, 4, 4);
      float[][] probabilities = classifier.probabilities(test.features());
      assertThat(classifier.classes()).isEqualTo(classes);
      for (int c = 0; c < classes; c++) {
        assertThat(ToyFeatures.auc(probabilities, test, c)).as("class %d", c).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void aRareClassIsLearntToo() {
    RegionClassifier classifier = kept(train(ToyFeatures.rare(2000, 40, 4, 5), 1));
    LabelledFeatures test = ToyFeatures.clouds(300, 1, 4, 6);
    assertThat(ToyFeatures.auc(classifier.probabilities(test.features()), test, 0))
        .isGreaterThan(0.95);
  }

  @Test
  void theSameRowsGiveTheSameClassifier() {
    float[][] first = kept(train(TRAINING, 2)).probabilities(TEST.features());
    kept(train(ToyFeatures.clouds(300, 1, 1, 9), 1));
    assertThat(kept(train(TRAINING, 2)).probabilities(TEST.features())).isDeepEqualTo(first);
  }

  @Test
  void probabilitiesLieBetweenNoneAndOneForAnyFiniteFeature() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    float[] extreme = new float[2 * ToyFeatures.COLUMNS];
    Arrays.fill(extreme, 0, ToyFeatures.COLUMNS, 1e6f);
    Arrays.fill(extreme, ToyFeatures.COLUMNS, extreme.length, -1e6f);
    FeatureMatrix outliers = new FeatureMatrix(2, ToyFeatures.COLUMNS, extreme);
    for (FeatureMatrix features : List.of(TEST.features(), outliers)) {
      float[][] probabilities = classifier.probabilities(features);
      assertThat(probabilities).hasNumberOfRows(features.rows());
      for (float[] row : probabilities) {
        assertThat(row).hasSize(2);
        for (float p : row) {
          assertThat(p).isBetween(0f, 1f);
        }
      }
    }
  }

  @Test
  void aRowAloneGivesTheSameAsInABatch() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    float[][] batch = classifier.probabilities(TEST.features());
    for (int row = 0; row < 70; row++) {
      assertThat(classifier.probabilities(ToyFeatures.row(TEST.features(), row))[0])
          .containsExactly(batch[row]);
    }
  }

  @Test
  void savedAndLoadedItGivesTheSameToTheLastBit() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    RegionClassifier loaded = kept(reload(classifier));
    assertThat(loaded.classes()).isEqualTo(2);
    assertThat(loaded.probabilities(TEST.features()))
        .isDeepEqualTo(classifier.probabilities(TEST.features()));
  }

  @Test
  void manyThreadsMayAskAtOnce() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    float[][] alone = classifier.probabilities(TEST.features());
    assertThat(
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> classifier.probabilities(TEST.features())))
        .allSatisfy(answer -> assertThat(answer).isDeepEqualTo(alone));
  }

  @Test
  void noRowsGiveNoRows() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    FeatureMatrix none = new FeatureMatrix(0, ToyFeatures.COLUMNS, new float[0]);
    assertThat(classifier.probabilities(none)).isEmpty();
  }

  @Test
  void featuresOfAnotherWidthOrThatAreNotFiniteAreRefused() {
    RegionClassifier classifier = kept(train(TRAINING, 2));
    assertThatThrownBy(() -> classifier.probabilities(new FeatureMatrix(0, 5, new float[0])))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("width is 5; the classifier was trained on 6");
    float[] values = {1, 2, Float.NaN, 4, 5, 6};
    assertThatThrownBy(() -> classifier.probabilities(new FeatureMatrix(1, 6, values)))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("row 0, column 2 is NaN");
  }
}
