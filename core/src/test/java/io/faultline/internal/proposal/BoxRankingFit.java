package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.proposal.ProposalGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the weights of {@link BoxRanking} were learnt: logistic regression by Newton's method on the
 * boxes of synthetic photos of three shapes; a box counts as good from IoU 0.6 on.
 */
final class BoxRankingFit {
  private static final int[][] SIZES = {{256, 256}, {480, 320}, {200, 360}};
  private static final double GOOD_IOU = 0.6;
  private static final double PENALTY = 10;
  private static final int ROUNDS = 12;

  private final List<double[]> rows = new ArrayList<>();
  private final List<Boolean> good = new ArrayList<>();

  private BoxRankingFit() {}

  /** The weights of the features as {@link BoxFeatures} writes them. */
  static double[] weights(int photosPerSize) {
    BoxRankingFit fit = new BoxRankingFit();
    for (int[] size : SIZES) {
      SyntheticPhotos photos =
          new SyntheticPhotos(
              new RunSeed(7), new SyntheticPhotos.Options(size[0], size[1], 0.2, 2, 3));
      for (int i = 0; i < photosPerSize; i++) {
        fit.add(photos.photo(i));
      }
    }
    return fit.solve();
  }

  private void add(SyntheticPhoto photo) {
    Map<Box, Boolean> boxes = new LinkedHashMap<>();
    for (ProposalGenerator generator :
        List.of(
            RidgeProposals.standard(),
            SelectiveSearch.fast(),
            AdaptiveThreshold.standard(),
            DenseGrid.sparse())) {
      for (Box box : generator.propose(photo.photo()).boxes()) {
        boxes.merge(box, generator.fixed(), Boolean::logicalAnd);
      }
    }
    BoxFeatures features = BoxFeatures.of(photo.photo());
    boxes.forEach(
        (box, fixed) -> {
          double[] row = new double[BoxFeatures.COUNT];
          features.write(box, fixed, row);
          rows.add(row);
          good.add(photo.cracks().stream().anyMatch(crack -> crack.box().iou(box) >= GOOD_IOU));
        });
  }

  private double[] solve() {
    int count = BoxFeatures.COUNT;
    double[] means = new double[count];
    double[] deviations = new double[count];
    for (int j = 1; j < count; j++) {
      int column = j;
      means[j] = rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
      double mean = means[j];
      deviations[j] =
          Math.sqrt(
              rows.stream()
                  .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                  .average()
                  .orElse(1));
    }
    deviations[0] = 1;
    double[] weights = new double[count];
    for (int round = 0; round < ROUNDS; round++) {
      newtonStep(weights, means, deviations);
    }
    for (int j = 1; j < count; j++) {
      weights[j] /= deviations[j];
      weights[0] -= weights[j] * means[j];
    }
    return weights;
  }

  private void newtonStep(double[] weights, double[] means, double[] deviations) {
    int count = weights.length;
    double[][] hessian = new double[count][count + 1];
    double[] row = new double[count];
    for (int n = 0; n < rows.size(); n++) {
      double score = 0;
      for (int j = 0; j < count; j++) {
        row[j] = (rows.get(n)[j] - means[j]) / deviations[j];
        score += weights[j] * row[j];
      }
      double probability = 1 / (1 + Math.exp(-score));
      double error = (good.get(n) ? 1 : 0) - probability;
      double curvature = Math.max(1e-6, probability * (1 - probability));
      for (int j = 0; j < count; j++) {
        hessian[j][count] += error * row[j];
        for (int k = 0; k <= j; k++) {
          hessian[j][k] += curvature * row[j] * row[k];
        }
      }
    }
    for (int j = 0; j < count; j++) {
      hessian[j][j] += PENALTY;
      hessian[j][count] -= PENALTY * weights[j];
      for (int k = 0; k < j; k++) {
        hessian[k][j] = hessian[j][k];
      }
    }
    eliminate(hessian);
    for (int j = 0; j < count; j++) {
      weights[j] += hessian[j][count];
    }
  }

  /** Solves in place by Gauss and Jordan: the last column becomes the solution. */
  private static void eliminate(double[][] system) {
    for (int i = 0; i < system.length; i++) {
      double pivot = system[i][i];
      for (int k = i; k <= system.length; k++) {
        system[i][k] /= pivot;
      }
      for (int j = 0; j < system.length; j++) {
        double factor = system[j][i];
        if (j != i && factor != 0) {
          for (int k = i; k <= system.length; k++) {
            system[j][k] -= factor * system[i][k];
          }
        }
      }
    }
  }

  /** Prints weights as {@link BoxRanking} holds them. */
  static String source(double[] weights) {
    return String.join(
        ", ",
        Arrays.stream(weights).mapToObj(w -> String.valueOf(Math.rint(w * 1e4) / 1e4)).toList());
  }
}
