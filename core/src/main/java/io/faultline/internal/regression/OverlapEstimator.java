package io.faultline.internal.regression;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;

/**
 * Says how well a box fits, whatever the class: the probability that it overlaps an object by half,
 * from the features of the box itself. It is asked about boxes that regression has moved, so that a
 * score speaks of the box it stands beside and not of the proposal it came from. Immutable.
 *
 * <p>IoU-Net (Jiang et al. 2018, arXiv 1807.11590) and VarifocalNet (Zhang et al. 2021, arXiv
 * 2008.13367) found that detectors lose objects because the score of a class does not know the fit;
 * OLN (Kim et al. 2021, arXiv 2108.06753) that such a score, alike for all classes, travels between
 * datasets, and takes the geometric mean. Where we differ: logistic regression on the frozen
 * features, learnt after fine-tuning, in place of a layer that is trained with the network; and the
 * fit has less weight in the mean than the class.
 */
public final class OverlapEstimator {
  /** Chosen on cracks and on steel defects: decision 0034. */
  private static final double USUAL_SHARE = 0.3;

  /** On the squared weights, for features of mean norm 20. */
  private static final double PENALTY = 1e-3;

  private static final String WEIGHT = "overlap.weight";
  private static final String BIAS = "overlap.bias";

  private final float[] weight;
  private final float bias;
  private final double share;

  private OverlapEstimator(float[] weight, float bias, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + "; it must be in [0, 1]");
    }
    this.weight = weight;
    this.bias = bias;
    this.share = share;
  }

  /**
   * Learns from boxes; it has its usual share in a score.
   *
   * @param boxes their features, at least one row
   * @param fits one per row: 1 where the box overlaps an object by half, otherwise 0
   */
  public static OverlapEstimator fit(FeatureMatrix boxes, double[] fits) {
    double scale = FeatureScale.of(boxes);
    double[] solved = LogisticRegression.solve(boxes, scale, fits, PENALTY);
    float[] weight = new float[boxes.columns()];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (solved[i] * scale);
    }
    return new OverlapEstimator(weight, (float) solved[weight.length], USUAL_SHARE);
  }

  /** The same with another share in the score, from 0 (none) to 1 (all of it). */
  public OverlapEstimator withShare(double other) {
    return new OverlapEstimator(weight, bias, other);
  }

  /** How much it counts in a score, in [0, 1]. */
  public double share() {
    return share;
  }

  /** The log-odds that a box fits. */
  public double logOdds(FeatureMatrix boxes, int row) {
    if (boxes.columns() != weight.length) {
      throw new IllegalArgumentException(
          "features have " + boxes.columns() + " columns; " + weight.length + " are needed");
    }
    return bias + boxes.dot(row, weight, 0);
  }

  /**
   * The score of a box: the weighted geometric mean of what its class and its fit are given.
   *
   * @param probability of its class, in [0, 1]
   * @param logOdds that it fits
   */
  public double score(double probability, double logOdds) {
    double fit = 1 / (1 + Math.exp(-logOdds));
    return Math.pow(probability, 1 - share) * Math.pow(fit, share);
  }

  /** Whether a tensor of this name is an estimator's. */
  public static boolean holds(String tensor) {
    return tensor.equals(WEIGHT) || tensor.equals(BIAS);
  }

  /** What a bundle keeps beside the share. */
  public List<NamedTensor> tensors() {
    return List.of(
        new NamedTensor(WEIGHT, new int[] {1, weight.length}, weight),
        new NamedTensor(BIAS, new int[] {1}, new float[] {bias}));
  }

  /**
   * The estimator that a bundle's tensors hold.
   *
   * @param share of it in a score, in [0, 1]
   * @throws io.faultline.FaultlineException with {@code MODEL} where a tensor is missing or does
   *     not fit
   */
  public static OverlapEstimator of(Weights tensors, int dimension, double share) {
    return new OverlapEstimator(
        tensors.require(WEIGHT, 1, dimension).values(),
        tensors.require(BIAS, 1).values()[0],
        share);
  }
}
