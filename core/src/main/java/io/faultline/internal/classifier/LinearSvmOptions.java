package io.faultline.internal.classifier;

import java.util.Optional;

/**
 * Hyperparameters of {@link LinearSvm}; the numbers of R-CNN (arXiv 1311.2524) are in brackets.
 *
 * @param cost what a margin violation costs against the norm of the weights, C [0.001]
 * @param positiveWeight how many times that a positive costs [2]
 * @param targetNorm mean norm that features are scaled to [20]
 * @param bias the constant feature's value, on the scale of the scaled features [10]
 * @param positiveIou regions that overlap an object this much are positives, in (0, 1] [1: truth
 *     boxes alone]
 * @param negativeIou regions that overlap an object less than this are negatives; what lies between
 *     is not learnt from, in (0, 1] [0.3]
 * @param hardMargin negatives whose margin is greater are added [-1]
 * @param easyMargin negatives whose margin is less are forgotten, less than {@code hardMargin}
 *     [-1.2]
 * @param retrainAfter new negatives after which it is trained anew, at least 1 [2000]
 * @param passes over all negatives, at least 1 [1]
 * @param seed of the order in which the solver visits rows; none derives one from the seed of the
 *     run
 */
public record LinearSvmOptions(
    double cost,
    double positiveWeight,
    double targetNorm,
    double bias,
    double positiveIou,
    double negativeIou,
    double hardMargin,
    double easyMargin,
    int retrainAfter,
    int passes,
    Optional<Long> seed) {

  /** R-CNN's numbers. */
  public static final LinearSvmOptions R_CNN =
      new LinearSvmOptions(1e-3, 2, 20, 10, 1, 0.3, -1, -1.2, 2000, 1, Optional.empty());

  /** The product's defaults. */
  public static final LinearSvmOptions DEFAULT = R_CNN;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public LinearSvmOptions {
    OptionRange.require(cost > 0 && Double.isFinite(cost), "cost", cost, "> 0");
    OptionRange.require(
        positiveWeight > 0 && Double.isFinite(positiveWeight),
        "positive-weight",
        positiveWeight,
        "> 0");
    OptionRange.require(
        targetNorm > 0 && Double.isFinite(targetNorm), "target-norm", targetNorm, "> 0");
    OptionRange.require(bias > 0 && Double.isFinite(bias), "bias", bias, "> 0");
    OptionRange.share("positive-iou", positiveIou);
    OptionRange.share("negative-iou", negativeIou);
    OptionRange.require(Double.isFinite(hardMargin), "hard-margin", hardMargin, "a number");
    OptionRange.require(
        easyMargin < hardMargin, "easy-margin", easyMargin, "less than hard-margin");
    OptionRange.count("retrain-after", retrainAfter);
    OptionRange.count("passes", passes);
  }

  /** The same with another seed. */
  public LinearSvmOptions withSeed(long newSeed) {
    return new LinearSvmOptions(
        cost,
        positiveWeight,
        targetNorm,
        bias,
        positiveIou,
        negativeIou,
        hardMargin,
        easyMargin,
        retrainAfter,
        passes,
        Optional.of(newSeed));
  }

  /** The same with this seed where none is set. */
  public LinearSvmOptions seededBy(long derived) {
    return seed.isPresent() ? this : withSeed(derived);
  }
}
