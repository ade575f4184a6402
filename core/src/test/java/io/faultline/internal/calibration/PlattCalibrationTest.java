package io.faultline.internal.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlattCalibrationTest {
  private static final int ROWS = 20_000;

  /** Scores in [-4, 4], each positive with probability sigmoid(2 * score - 1). */
  private static double[] scores(long seed) {
    return new SplittableRandom(seed).doubles(ROWS, -4, 4).toArray();
  }

  private static boolean[] draw(double[] scores, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] positives = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positives[i] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * scores[i] - 1)));
    }
    return positives;
  }

  private static PlattCalibration fit(double[] scores, boolean[] positives) {
    return PlattCalibration.fit(rows(scores, positives));
  }

  private static ScoredRows rows(double[] scores, boolean[] positives) {
    List<ScoredRows.Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(new ScoredRows.Row(scores[i], positives[i], 1, i));
    }
    return new ScoredRows(rows);
  }

  @Test
  void theTrueCurveIsRecovered() {
    double[] scores = scores(1);
    PlattCalibration calibration = fit(scores, draw(scores, 2));
    assertThat(calibration.slope()).isCloseTo(2, within(0.1));
    assertThat(calibration.intercept()).isCloseTo(-1, within(0.1));
  }

  @Test
  void amongRegionsOfProbabilityPAShareOfPIsPositive() {
    double[] scores = scores(3);
    PlattCalibration calibration = fit(scores, draw(scores, 4));
    double[] fresh = scores(5);
    boolean[] truth = draw(fresh, 6);
    double[] predicted = new double[10];
    double[] observed = new double[10];
    int[] count = new int[10];
    for (int i = 0; i < fresh.length; i++) {
      double p = calibration.probability(fresh[i]);
      int bin = Math.min(9, (int) (p * 10));
      predicted[bin] += p;
      observed[bin] += truth[i] ? 1 : 0;
      count[bin]++;
    }
    for (int bin = 0; bin < 10; bin++) {
      double noise = 4 * Math.sqrt(0.25 / count[bin]);
      assertThat(observed[bin] / count[bin])
          .as("bin %d", bin)
          .isCloseTo(predicted[bin] / count[bin], within(noise));
    }
  }

  @Property
  void theOrderOfScoresSurvives(
      @ForAll @Size(30) List<@DoubleRange(min = -50, max = 50) Double> scores,
      @ForAll @Size(30) List<Boolean> positives) {
    double[] s = scores.stream().mapToDouble(Double::doubleValue).toArray();
    boolean[] p = new boolean[s.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = positives.get(i);
    }
    PlattCalibration calibration = fit(s, p);
    double last = 0;
    for (double score = -60; score <= 60; score += 0.5) {
      double probability = calibration.probability(score);
      assertThat(probability).isBetween(last, 1.0);
      last = probability;
    }
  }

  @Test
  void scoresThatTellNothingGiveTheBaseRate() {
    double[] scores = {1, 2, 3, 4};
    PlattCalibration reversed = fit(scores, new boolean[] {true, true, false, false});
    assertThat(reversed.slope()).isEqualTo(1e-3);
    assertThat(reversed.probability(100)).isCloseTo(0.5, within(0.03));
    PlattCalibration none = fit(scores, new boolean[4]);
    assertThat(none.probability(4)).isCloseTo(1 / 6.0, within(1e-2));
  }

  @Test
  void perfectlySeparatedScoresStayCautious() {
    PlattCalibration calibration =
        fit(new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true});
    assertThat(calibration.probability(2)).isBetween(0.7, 0.99);
    assertThat(calibration.probability(-2)).isBetween(0.01, 0.3);
  }

  @Test
  void logOddsInvertTheSigmoidAndStayFinite() {
    for (double x = -30; x <= 30; x += 0.7) {
      assertThat(Calibration.logOdds(PlattCalibration.IDENTITY.probability(x)))
          .isCloseTo(x, within(1e-2));
    }
    assertThat(Calibration.logOdds(0)).isEqualTo(-36);
    assertThat(Calibration.logOdds(1)).isEqualTo(36);
  }

  @Property(tries = 50)
  void aRowOfWeightThreeCountsAsThree(
      @ForAll @Size(12) List<@DoubleRange(min = -5, max = 5) Double> scores,
      @ForAll @Size(12) List<Boolean> positives) {
    List<ScoredRows.Row> heavy = new ArrayList<>();
    List<ScoredRows.Row> many = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      ScoredRows.Row one = new ScoredRows.Row(scores.get(i), positives.get(i), 1, i);
      heavy.add(new ScoredRows.Row(one.score(), one.positive(), 3, i));
      many.addAll(List.of(one, one, one));
    }
    PlattCalibration a = PlattCalibration.fit(new ScoredRows(heavy));
    PlattCalibration b = PlattCalibration.fit(new ScoredRows(many));
    for (double score = -5; score <= 5; score++) {
      assertThat(a.probability(score)).isCloseTo(b.probability(score), within(1e-3));
    }
  }

  @Test
  void wrongInputIsRefused() {
    assertThatThrownBy(() -> fit(new double[0], new boolean[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fit(new double[] {Double.NaN}, new boolean[1]))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new PlattCalibration(-1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
