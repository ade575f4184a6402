package io.faultline.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.classifier.FeatureMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final double[] TRUE = {1.5, -2, 0, 0.7};
  private static final int ROWS = 400;
  private static final double SCALE = 2;

  private static FeatureMatrix features() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[ROWS * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return new FeatureMatrix(ROWS, 3, values);
  }

  private static double logit(FeatureMatrix features, int row, double[] weights) {
    double sum = weights[3];
    for (int i = 0; i < 3; i++) {
      sum += weights[i] * SCALE * features.at(row, i);
    }
    return sum;
  }

  private static double[] probabilities(FeatureMatrix features) {
    double[] targets = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      targets[row] = 1 / (1 + Math.exp(-logit(features, row, TRUE)));
    }
    return targets;
  }

  private static double loss(
      FeatureMatrix features, double[] targets, double[] weights, double penalty) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double logit = logit(features, row, weights);
      sum += Math.log1p(Math.exp(logit)) - targets[row] * logit;
    }
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += weights[i] * weights[i];
    }
    return sum / ROWS + penalty * squares;
  }

  @Test
  void findsTheWeightsThatMadeTheTargets() {
    FeatureMatrix features = features();
    double[] solved = LogisticRegression.solve(features, SCALE, probabilities(features), 0);
    for (int i = 0; i < TRUE.length; i++) {
      assertThat(solved[i]).isCloseTo(TRUE[i], within(0.02));
    }
  }

  @Test
  void noStepInAnyDirectionIsLower() {
    FeatureMatrix features = features();
    double[] targets = new double[ROWS];
    SplittableRandom random = new SplittableRandom(6);
    for (int row = 0; row < ROWS; row++) {
      targets[row] = logit(features, row, TRUE) + random.nextDouble(-3, 3) > 0 ? 1 : 0;
    }
    double penalty = 0.01;
    double[] solved = LogisticRegression.solve(features, SCALE, targets, penalty);
    double lowest = loss(features, targets, solved, penalty);
    for (int i = 0; i < solved.length; i++) {
      for (double step : new double[] {-0.05, 0.05}) {
        double[] moved = solved.clone();
        moved[i] += step;
        assertThat(loss(features, targets, moved, penalty)).isGreaterThan(lowest);
      }
    }
  }

  @Test
  void aGreaterPenaltyGivesSmallerWeights() {
    FeatureMatrix features = features();
    double[] targets = probabilities(features);
    double[] free = LogisticRegression.solve(features, SCALE, targets, 1e-3);
    double[] held = LogisticRegression.solve(features, SCALE, targets, 1);
    assertThat(Math.abs(held[0])).isLessThan(Math.abs(free[0]) / 2);
  }

  @Test
  void rowsWithoutTargetsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LogisticRegression.solve(features(), 1, new double[2], 0))
        .withMessageContaining("400 rows do not fit 2 targets");
  }
}
