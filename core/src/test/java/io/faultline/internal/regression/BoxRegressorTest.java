package io.faultline.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import io.faultline.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxRegressorTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void movesBoxesWhereTheirFeaturesPoint() {
    BoxRegressor regressor = BoxRegressor.fit(pairs(300, 1), pairs(60, 1), 1);
    BoxPairs fresh = pairs(100, 1);
    double before = 0;
    double after = 0;
    for (int i = 0; i < 100; i++) {
      Box truth = fresh.truths().get(i);
      before += fresh.proposals().get(i).iou(truth) / 100;
      after += regressor.refine(fresh.proposals().get(i), fresh.features(), i, 0).iou(truth) / 100;
    }
    assertThat(before).isLessThan(0.8);
    assertThat(after).isGreaterThan(0.95);
  }

  @Test
  void aClassWithoutPairsStaysWhereItIs() {
    BoxPairs pairs = pairs(100, 1);
    BoxRegressor regressor = BoxRegressor.fit(pairs, pairs, 2);
    Box proposal = pairs.proposals().get(0);
    Box refined = regressor.refine(proposal, pairs.features(), 0, 1);
    assertThat(refined.iou(proposal)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theTensorsOfABundleGiveTheSameBoxes() {
    BoxPairs pairs = pairs(100, 1);
    BoxRegressor regressor = BoxRegressor.fit(pairs, pairs, 1);
    BoxRegressor read =
        BoxRegressor.of(Weights.of("test", regressor.tensors()), 1, 6).orElseThrow();
    for (int i = 0; i < 20; i++) {
      Box proposal = pairs.proposals().get(i);
      assertThat(read.refine(proposal, pairs.features(), i, 0).x1())
          .isCloseTo(regressor.refine(proposal, pairs.features(), i, 0).x1(), within(1e-3));
    }
    assertThat(BoxRegressor.of(Weights.of("test", List.of()), 1, 6)).isEmpty();
  }

  /** Truth boxes shifted at random; the features are the shifts, two of six being noise. */
  private BoxPairs pairs(int count, int label) {
    float[] features = new float[count * 6];
    List<Box> proposals = new ArrayList<>();
    List<Box> truths = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Box truth = Box.ofSize(random.nextDouble(50), random.nextDouble(50), 40, 60);
      double dx = random.nextDouble(-8, 8);
      double dy = random.nextDouble(-8, 8);
      proposals.add(truth.shift(dx, dy));
      truths.add(truth);
      labels.add(label);
      features[i * 6] = (float) dx;
      features[i * 6 + 1] = (float) dy;
      features[i * 6 + 2] = (float) random.nextDouble(-1, 1);
      features[i * 6 + 3] = (float) random.nextDouble(-1, 1);
    }
    return new BoxPairs(new FeatureMatrix(count, 6, features), proposals, truths, labels);
  }
}
