package io.faultline.internal.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.internal.classifier.ToyFeatures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our trees against XGBoost's own, and against bytes that somebody changed. */
class XgBoostModelTest {
  private static final int MUTATIONS = 3000;

  private static byte[] trained(int classes, boolean balanced, int trees) {
    XgBoostOptions options =
        new XgBoostOptions(trees, 5, 0.3, 0.8, 0.7, 1, 1, balanced, List.of(), 5, Optional.of(3L));
    LabelledFeatures rows = ToyFeatures.clouds(700, classes, 1, 21);
    try (XgBoostClassifier made =
        XgBoostClassifier.train(rows, classes, options, 1, Progress.NONE)) {
      return made.save();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "2, true", "5, false"})
  void givesWhatXgBoostGives(int classes, boolean balanced) throws Exception {
    byte[] bytes = trained(classes, balanced, 30);
    XgBoostModel model = XgBoostModel.read(bytes);
    assertThat(model.columns()).isEqualTo(ToyFeatures.COLUMNS);
    FeatureMatrix rows = withMissing(ToyFeatures.clouds(500, classes, 1, 22).features());
    Booster booster = XGBoost.loadModel(bytes);
    try {
      float[][] expected =
          booster.inplace_predict(rows.toArray(), rows.rows(), rows.columns(), Float.NaN);
      for (int row = 0; row < rows.rows(); row++) {
        float[] ours = model.probabilities(rows, row);
        int skipped = classes == 1 ? 0 : 1;
        assertThat(ours).hasSize(classes);
        for (int c = 0; c < classes; c++) {
          float theirs = expected[row][c + skipped];
          // Only the exponential may be rounded otherwise.
          assertThat(ours[c]).isCloseTo(theirs, within(2 * Math.ulp(theirs)));
        }
      }
    } finally {
      booster.dispose();
    }
  }

  /** Every seventh value is missing, and one row has none at all. */
  private static FeatureMatrix withMissing(FeatureMatrix rows) {
    float[] values = rows.toArray();
    for (int i = 0; i < values.length; i += 7) {
      values[i] = Float.NaN;
    }
    Arrays.fill(values, 0, rows.columns(), Float.NaN);
    return new FeatureMatrix(rows.rows(), rows.columns(), values);
  }

  @Test
  void changedBytesAreRefusedOrGiveProbabilities() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] model = trained(2, true, 4);
    FeatureMatrix rows = ToyFeatures.clouds(20, 2, 1, 23).features();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = changed(model, random);
      try {
        XgBoostModel read = XgBoostModel.read(changed);
        for (int row = 0; row < rows.rows() && read.columns() <= rows.columns(); row++) {
          for (float p : read.probabilities(rows, row)) {
            assertThat(p).as("seed %d, change %d", seed, i).isBetween(0f, 1f);
          }
        }
      } catch (FaultlineException e) {
        assertThat(e.problem()).as("seed %d, change %d", seed, i).isEqualTo(Problem.MODEL);
        assertThat(e).hasMessageStartingWith("XGBoost model: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  private static byte[] changed(byte[] model, SplittableRandom random) {
    byte[] changed = model.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      case 1 -> {
        int at = random.nextInt(changed.length - 4);
        byte fill = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        Arrays.fill(changed, at, at + 4, fill);
      }
      case 2 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
      default -> {
        int from = random.nextInt(changed.length - 64);
        System.arraycopy(model, random.nextInt(model.length - 64), changed, from, 64);
      }
    }
    return changed;
  }

  @Test
  void lengthsThatReachOverTheEndCostNoMemory() {
    byte[] huge =
        "{L\0\0\0\0\0\0\0\1a[$d#L\177\377\377\377\377\377\377\377}"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> XgBoostModel.read(huge)).hasMessageContaining("reaches over the end");
    byte[] deep =
        ("{L\0\0\0\0\0\0\0\1a" + "[".repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> XgBoostModel.read(deep)).hasMessageContaining("nested deeper");
    byte[] many =
        "{L\0\0\0\0\0\0\0\1a[$Z#L\0\0\0\0\177\377\377\377}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> XgBoostModel.read(many)).hasMessageContaining("is not read");
  }
}
