package io.faultline.internal.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.RegionClassifierContract;
import io.faultline.internal.classifier.ToyFeatures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightGbmClassifierTest extends RegionClassifierContract {
  private static final LightGbmOptions QUICK =
      new LightGbmOptions(30, 8, 0.2, 0.8, 0.5, 10, 1, true, List.of(), 5, Optional.of(7L));
  private static final LabelledFeatures NONE =
      new LabelledFeatures(new FeatureMatrix(0, ToyFeatures.COLUMNS, new float[0]), new int[0]);
  private static final LabelledFeatures HARD = ToyFeatures.clouds(2000, 2, 1, 11);
  private static final LabelledFeatures HELD_OUT = ToyFeatures.clouds(1000, 2, 1, 12);

  @Override
  public RegionClassifier train(LabelledFeatures rows, int classes) {
    return LightGbmClassifier.train(
        rows, empty(rows.features().columns()), classes, QUICK, 1, Progress.NONE);
  }

  private static LabelledFeatures empty(int columns) {
    return new LabelledFeatures(new FeatureMatrix(0, columns, new float[0]), new int[0]);
  }

  @Override
  public RegionClassifier reload(RegionClassifier classifier) {
    return LightGbmClassifier.load(((LightGbmClassifier) classifier).save());
  }

  private static LightGbmClassifier hard(LightGbmOptions options, int threads) {
    return LightGbmClassifier.train(HARD, NONE, 2, options, threads, Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void ourWalkThroughTheTreesGivesWhatLightGbmGives(int classes) {
    LabelledFeatures rows = ToyFeatures.clouds(900, classes, 1, 3);
    LightGbmClassifier ours = (LightGbmClassifier) train(rows, classes);
    double[] expected = theirs(new String(ours.save(), StandardCharsets.UTF_8), rows, classes);
    float[][] actual = ours.probabilities(rows.features());
    int outputs = classes == 1 ? 1 : classes + 1;
    for (int row = 0; row < rows.rows(); row++) {
      for (int c = 0; c < classes; c++) {
        double theirsOfClass = expected[row * outputs + (outputs == 1 ? 0 : c + 1)];
        assertThat((double) actual[row][c]).isCloseTo(theirsOfClass, within(1e-7));
      }
    }
  }

  /** By its C functions: lightgbm4j's own method has room for two outputs per row. */
  private static double[] theirs(String text, LabelledFeatures rows, int classes) {
    int size = rows.rows() * (classes + 1);
    var handle = lightgbmlib.new_voidpp();
    var iterations = lightgbmlib.new_intp();
    assertThat(lightgbmlib.LGBM_BoosterLoadModelFromString(text, iterations, handle)).isZero();
    float[] values = rows.features().toArray();
    var input = lightgbmlib.new_floatArray(values.length);
    for (int i = 0; i < values.length; i++) {
      lightgbmlib.floatArray_setitem(input, i, values[i]);
    }
    var output = lightgbmlib.new_doubleArray(size);
    var length = lightgbmlib.new_int64_tp();
    assertThat(
            lightgbmlib.LGBM_BoosterPredictForMat(
                lightgbmlib.voidpp_value(handle),
                lightgbmlib.float_to_voidp_ptr(input),
                lightgbmlibConstants.C_API_DTYPE_FLOAT32,
                rows.rows(),
                ToyFeatures.COLUMNS,
                1,
                lightgbmlibConstants.C_API_PREDICT_NORMAL,
                0,
                -1,
                "num_threads=1",
                length,
                output))
        .isZero();
    double[] predicted = new double[(int) lightgbmlib.int64_tp_value(length)];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = lightgbmlib.doubleArray_getitem(output, i);
    }
    lightgbmlib.delete_floatArray(input);
    lightgbmlib.delete_doubleArray(output);
    lightgbmlib.LGBM_BoosterFree(lightgbmlib.voidpp_value(handle));
    return predicted;
  }

  @Test
  void seedsAndNothingElseChangeTheModel() {
    byte[] first = hard(QUICK, 1).save();
    assertThat(hard(QUICK.withSeed(8), 1).save()).isNotEqualTo(first);
    float[][] one = hard(QUICK, 1).probabilities(HELD_OUT.features());
    assertThat(hard(QUICK, 2).probabilities(HELD_OUT.features())).isDeepEqualTo(one);
    assertThat(hard(QUICK, 1).save()).isEqualTo(first);
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
    LightGbmOptions eager =
        new LightGbmOptions(300, 31, 0.5, 1, 1, 1, 0, true, List.of(), 5, Optional.of(7L));
    LightGbmClassifier stopped = LightGbmClassifier.train(HARD, HELD_OUT, 2, eager, 1, progress);
    assertThat(rounds.get()).isBetween(6L, 100L);
    LightGbmOptions exact =
        new LightGbmOptions(
            (int) rounds.get() - 5, 31, 0.5, 1, 1, 1, 0, true, List.of(), 5, Optional.of(7L));
    assertThat(stopped.probabilities(HELD_OUT.features()))
        .isDeepEqualTo(hard(exact, 1).probabilities(HELD_OUT.features()));
  }

  @Test
  void balancedARareClassIsFoundMoreOften() {
    LabelledFeatures rare = ToyFeatures.rare(2000, 100, 1.5, 5);
    LightGbmOptions plain =
        new LightGbmOptions(30, 8, 0.2, 1, 1, 10, 1, false, List.of(), 5, Optional.of(7L));
    LightGbmOptions balanced =
        new LightGbmOptions(30, 8, 0.2, 1, 1, 10, 1, true, List.of(), 5, Optional.of(7L));
    assertThat(mean(rare, balanced)).isGreaterThan(2 * mean(rare, plain));
  }

  private static double mean(LabelledFeatures rows, LightGbmOptions options) {
    float[][] probabilities =
        LightGbmClassifier.train(rows, NONE, 1, options, 1, Progress.NONE)
            .probabilities(rows.features());
    return Arrays.stream(probabilities).mapToDouble(row -> row[0]).average().orElseThrow();
  }

  @Test
  void textThatIsNoModelOrWasChangedIsRefused() {
    byte[] model = hard(QUICK, 1).save();
    byte[] flipped = model.clone();
    flipped[model.length / 2] ^= 1;
    for (byte[] bytes :
        List.of(
            new byte[0],
            "tree\n".getBytes(StandardCharsets.UTF_8),
            flipped,
            Arrays.copyOf(model, model.length / 2),
            Arrays.copyOf(model, model.length - 1))) {
      assertRefused(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "left_child=,'left_child=7 '",
    "left_child=,'left_child=-99 '",
    "right_child=,'right_child=0 '",
    "split_feature=,'split_feature=6 '",
    "threshold=,'threshold=NaN '",
    "leaf_value=,'leaf_value=Infinity '",
    "num_leaves=,num_leaves=1",
    "num_cat=0,num_cat=1",
    "decision_type=,'decision_type=1 '",
    "max_feature_idx=5,max_feature_idx=0",
    "objective=multiclass,objective=regression",
    "end of trees,end",
  })
  void wellSealedTextThatWouldLeadAstrayIsRefused(String from, String to) {
    String text = new String(hard(QUICK, 1).save(), StandardCharsets.UTF_8);
    String body = text.substring(0, text.lastIndexOf("\nfaultline_sha256="));
    int at = body.indexOf(from);
    // Where a value is put in front, the one that stood there goes.
    String rest = body.substring(at + from.length());
    String changed =
        body.substring(0, at) + to + (to.endsWith(" ") ? rest.replaceFirst("\\S+ ", "") : rest);
    assertThat(changed).isNotEqualTo(body);
    assertRefused(LightGbmText.seal(changed));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> LightGbmClassifier.load(bytes))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageStartingWith("LightGBM model: ");
  }

  @Test
  void rowsAndOptionsThatDoNotFitAreRefused() {
    LabelledFeatures background =
        new LabelledFeatures(
            new FeatureMatrix(2, ToyFeatures.COLUMNS, new float[2 * ToyFeatures.COLUMNS]),
            new int[2]);
    assertThatThrownBy(() -> LightGbmClassifier.train(background, NONE, 1, QUICK, 1, Progress.NONE))
        .hasMessageContaining("2 background, 0 of any class");
    assertThatThrownBy(
            () ->
                hard(
                    new LightGbmOptions(
                        1, 2, 1, 1, 1, 1, 1, true, List.of(1.0), 1, Optional.of(0L)),
                    1))
        .hasMessage(
            "classifier.lightgbm.class-weights has 1 values; background and each class need one, 3"
                + " in all");
    assertThatThrownBy(
            () -> new LightGbmOptions(1, 1, 1, 1, 1, 1, 1, true, List.of(), 1, Optional.of(0L)))
        .hasMessage("leaves is 1; it must be 2 to 4096");
  }

  @Test
  void changedTextWithAFittingFingerprintIsRefusedOrGivesProbabilities() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    String sealed =
        new String(
            ((LightGbmClassifier) kept(train(ToyFeatures.clouds(600, 2, 1, 31), 2))).save(),
            StandardCharsets.UTF_8);
    String text = sealed.substring(0, sealed.lastIndexOf("\nfaultline_sha256="));
    LabelledFeatures rows = ToyFeatures.clouds(20, 2, 1, 32);
    String[] values = {"-1", "0", "99999999999", "1e999", "nan", "-", "", "1e300", "3 4"};
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      int at = random.nextInt(text.length() - 4);
      String value = values[random.nextInt(values.length)];
      String changed = text.substring(0, at) + value + text.substring(at + random.nextInt(4));
      try {
        LightGbmClassifier read = LightGbmClassifier.load(LightGbmText.seal(changed));
        if (read.columns() == ToyFeatures.COLUMNS) {
          for (float[] row : read.probabilities(rows.features())) {
            for (float p : row) {
              assertThat(p).as("seed %d, change %d", seed, i).isBetween(0f, 1f);
            }
          }
        }
      } catch (FaultlineException e) {
        assertThat(e.problem()).as("seed %d, change %d", seed, i).isEqualTo(Problem.MODEL);
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 999);
  }
}
