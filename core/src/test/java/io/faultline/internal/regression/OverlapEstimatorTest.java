package io.faultline.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.weights.Weights;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapEstimatorTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 4;

  /** The first feature says how well a box fits; the others say nothing. */
  private static FeatureMatrix boxes() {
    SplittableRandom random = new SplittableRandom(8);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return new FeatureMatrix(ROWS, COLUMNS, values);
  }

  private static OverlapEstimator learnt() {
    FeatureMatrix boxes = boxes();
    double[] fits = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      fits[row] = boxes.at(row, 0) > 0.5 ? 1 : 0;
    }
    return OverlapEstimator.fit(boxes, fits);
  }

  @Test
  void boxesThatFitHaveTheOddsForThem() {
    FeatureMatrix boxes = boxes();
    int right = 0;
    for (int row = 0; row < ROWS; row++) {
      right += (learnt().logOdds(boxes, row) > 0) == (boxes.at(row, 0) > 0.5) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(ROWS * 19 / 20);
  }

  @Test
  void theScoreIsTheWeightedGeometricMean() {
    OverlapEstimator half = learnt().withShare(0.5);
    double odds = Math.log(0.25 / 0.75);
    assertThat(half.score(0.64, odds)).isCloseTo(0.4, within(1e-12));
    assertThat(half.withShare(0).score(0.64, odds)).isEqualTo(0.64);
    assertThat(half.withShare(1).score(0.64, odds)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void aScoreStaysAShareAndRisesWithBoth() {
    OverlapEstimator overlap = learnt().withShare(0.3);
    double last = -1;
    for (double at = 0; at <= 1; at += 0.125) {
      double score = overlap.score(at, 80 * at - 40);
      assertThat(score).isBetween(0.0, 1.0).isGreaterThan(last);
      last = score;
    }
    assertThat(overlap.score(1, 1000)).isEqualTo(1);
    assertThat(overlap.score(0, 1000)).isZero();
    assertThat(overlap.score(1, -1000)).isZero();
  }

  @Test
  void theTensorsOfABundleGiveTheSameOdds() {
    OverlapEstimator overlap = learnt();
    Weights tensors = Weights.of("test", overlap.tensors());
    OverlapEstimator read = OverlapEstimator.of(tensors, COLUMNS, 0.3);
    for (int row = 0; row < 20; row++) {
      assertThat(read.logOdds(boxes(), row)).isEqualTo(overlap.logOdds(boxes(), row));
    }
    assertThat(tensors.names()).allMatch(OverlapEstimator::holds);
    assertThat(OverlapEstimator.holds("head.output.weight")).isFalse();
  }

  @Test
  void tensorsThatAreMissingOrOfAnotherWidthAreRefused() {
    Weights tensors = Weights.of("test", learnt().tensors());
    assertThatThrownBy(() -> OverlapEstimator.of(tensors, COLUMNS + 1, 0.5))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("overlap.weight");
    assertThatThrownBy(() -> OverlapEstimator.of(Weights.of("test", List.of()), COLUMNS, 0.5))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("overlap.weight");
  }

  @Test
  void sharesAndWidthsThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learnt().withShare(1.5))
        .withMessageContaining("share is 1.5");
    FeatureMatrix narrow = new FeatureMatrix(1, 2, new float[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> learnt().logOdds(narrow, 0))
        .withMessageContaining("2 columns; 4 are needed");
  }
}
