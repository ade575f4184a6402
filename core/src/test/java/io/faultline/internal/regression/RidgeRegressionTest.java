package io.faultline.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void aVanishingPenaltyRecoversALinearMap() {
    float[][] x = new float[50][3];
    double[][] t = new double[50][2];
    for (int row = 0; row < 50; row++) {
      for (int i = 0; i < 3; i++) {
        x[row][i] = (float) random.nextDouble(-2, 2);
      }
      t[row][0] = 1.5 * x[row][0] - 2 * x[row][1] + 7;
      t[row][1] = 0.25 * x[row][2] - 3;
    }
    double[][] w = new RidgeRegression(x, t).solve(1e-9);
    assertThat(w[0]).containsExactly(new double[] {1.5, -2, 0, 7}, within(1e-6));
    assertThat(w[1]).containsExactly(new double[] {0, 0, 0.25, -3}, within(1e-6));
  }

  @Test
  void aHugePenaltyLeavesTheMean() {
    double[][] w =
        new RidgeRegression(new float[][] {{1}, {2}, {3}}, new double[][] {{2}, {4}, {9}})
            .solve(1e12);
    assertThat(w[0][0]).isCloseTo(0, within(1e-9));
    assertThat(w[0][1]).isCloseTo(5, within(1e-9));
  }

  @Test
  void oneFeatureHasTheTextbookSolution() {
    double[][] w =
        new RidgeRegression(new float[][] {{-1}, {1}}, new double[][] {{-3}, {3}}).solve(4);
    // sum(xt) / (sum(xx) + lambda) = 6 / (2 + 4)
    assertThat(w[0][0]).isCloseTo(1, within(1e-12));
  }
}
