package io.faultline.internal.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalibrationChoiceTest {

  /** Scores in [-4, 4] of 40 groups, each positive with the probability that the curve gives. */
  private static ScoredRows rows(int count, long seed, DoubleUnaryOperator curve) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScoredRows.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = random.nextDouble(-4, 4);
      boolean positive = random.nextDouble() < curve.applyAsDouble(score);
      rows.add(new ScoredRows.Row(score, positive, 1, i % 40));
    }
    return new ScoredRows(rows);
  }

  private static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  @Test
  void stepsAreCalibratedByStepsAndSigmoidsBySigmoids() {
    ScoredRows steps = rows(6000, 1, score -> score < 0 ? 0.02 : 0.5);
    CalibrationChoice choice = CalibrationChoice.of(steps, CalibrationMethod.AUTO);
    assertThat(choice.calibration()).isInstanceOf(IsotonicCalibration.class);
    assertThat(choice.calibration().probability(2)).isCloseTo(0.5, within(0.06));
    ScoredRows smooth = rows(1500, 2, score -> sigmoid(2 * score - 1));
    assertThat(CalibrationChoice.of(smooth, CalibrationMethod.AUTO).calibration())
        .isInstanceOf(PlattCalibration.class);
  }

  @Test
  void fewRowsAreForPlatt() {
    ScoredRows few = rows(300, 1, score -> score < 2 ? 0.1 : 0.9);
    assertThat(CalibrationChoice.of(few, CalibrationMethod.AUTO).calibration())
        .isInstanceOf(PlattCalibration.class);
  }

  @Test
  void theBrierScoreIsOfGroupsThatWereNotFittedOn() {
    // Each group has a score of its own, and its label cannot be known from the others.
    SplittableRandom random = new SplittableRandom(5);
    List<ScoredRows.Row> rows = new ArrayList<>();
    for (int group = 0; group < 40; group++) {
      boolean positive = random.nextBoolean();
      for (int i = 0; i < 30; i++) {
        rows.add(new ScoredRows.Row(group, positive, 1, group));
      }
    }
    CalibrationChoice choice =
        CalibrationChoice.of(new ScoredRows(rows), CalibrationMethod.ISOTONIC);
    assertThat(choice.brier()).isGreaterThan(0.2);
  }

  @Test
  void calibratedProbabilitiesComeTrue() {
    ScoredRows rows = rows(20_000, 3, score -> sigmoid(score - 3));
    for (CalibrationMethod method :
        List.of(CalibrationMethod.PLATT, CalibrationMethod.ISOTONIC, CalibrationMethod.AUTO)) {
      CalibrationChoice choice = CalibrationChoice.of(rows, method);
      assertThat(choice.reliability().error()).as("%s", method).isLessThan(0.01);
      for (Reliability.Bin bin : choice.reliability().bins()) {
        double noise = 4 * Math.sqrt(0.25 / bin.regions());
        assertThat(bin.observed()).isCloseTo(bin.predicted(), within(noise));
      }
    }
    assertThat(CalibrationChoice.of(rows, CalibrationMethod.NONE).reliability().error())
        .isGreaterThan(0.2);
  }

  @Property
  void isotonicScoresKeepTheirOrderWhateverTheLabels(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -36, max = 36) Double> scores,
      @ForAll @Size(30) List<Boolean> positives) {
    List<ScoredRows.Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      rows.add(new ScoredRows.Row(scores.get(i), positives.get(i), 1, i));
    }
    IsotonicCalibration calibration = IsotonicCalibration.fit(new ScoredRows(rows));
    float last = -1;
    for (double score = -36; score <= 36; score += 0.5) {
      float probability = (float) calibration.probability(score);
      assertThat(probability).isGreaterThan(last).isBetween(0f, 1f);
      last = probability;
    }
  }

  @Test
  void isotonicRegressionIsTheNearestRisingFunction() {
    // Worked by hand: 1, 0 pool to a half, and the weighted 0 pulls it down to a quarter.
    List<ScoredRows.Row> rows =
        List.of(
            new ScoredRows.Row(0, false, 1, 0),
            new ScoredRows.Row(1, true, 1, 0),
            new ScoredRows.Row(2, false, 3, 0),
            new ScoredRows.Row(3, true, 1, 0));
    IsotonicCalibration fitted = IsotonicCalibration.fit(new ScoredRows(rows));
    assertThat(fitted.probabilities()).containsExactly(0.0, 0.25, 1.0);
    assertThat(fitted.scores()).containsExactly(0.0, 1.75, 3.0);
    assertThatThrownBy(() -> new IsotonicCalibration(List.of(1.0, 1.0), List.of(0.0, 1.0)))
        .hasMessageContaining("step 1 is at 1.0");
    assertThatThrownBy(() -> new IsotonicCalibration(List.of(1.0), List.of(2.0)))
        .hasMessageContaining("step 0");
  }

  @Test
  void theBrierScoreIsAWeightedMeanOfSquares() {
    ScoredRows rows =
        new ScoredRows(
            List.of(new ScoredRows.Row(0, true, 1, 0), new ScoredRows.Row(0, false, 3, 0)));
    assertThat(Brier.of(new double[] {0.5, 0.1}, rows)).isCloseTo(0.28 / 4, within(1e-12));
    assertThat(Brier.of(new double[] {1, 0}, rows)).isZero();
    assertThatThrownBy(() -> Brier.of(new double[1], rows)).hasMessageContaining("do not fit");
  }

  @Test
  void binsHoldEquallyManyExpectedObjectsAndAllRegions() {
    ScoredRows rows = rows(5000, 4, score -> sigmoid(score - 4));
    double[] probabilities = new double[5000];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = sigmoid(rows.score(i) - 4);
    }
    Reliability reliability = Reliability.of(probabilities, rows, 10);
    assertThat(reliability.bins()).hasSize(10);
    double expected = reliability.bins().get(0).predicted() * reliability.bins().get(0).regions();
    assertThat(reliability.bins())
        .allSatisfy(
            bin -> assertThat(bin.predicted() * bin.regions()).isCloseTo(expected, within(1.0)));
    assertThat(reliability.bins().stream().mapToDouble(Reliability.Bin::regions).sum())
        .isEqualTo(5000);
  }
}
