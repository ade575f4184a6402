package io.faultline.internal.settings;

import io.faultline.internal.bundle.RecallPromise;
import java.util.Optional;

/**
 * From which score a trained model reports.
 *
 * @param choose whether held-out photos choose it; false is one half, which costs no detection, for
 *     models that are only asked about regions
 * @param beta without a recall to be proved, the threshold is the lowest whose F-beta on the
 *     held-out photos is statistically as good as the best; in F-beta recall counts so many times
 *     as much as precision; above 0. Photos between it and the score of highest F1 are REVIEW
 * @param classObjects by the same rule, a class with at least so many held-out objects gets a
 *     threshold of its own; 0 gives all classes the same one
 * @param targetRecall the recall to be proved, in (0, 1); without one nothing is promised
 * @param confidence of the proof, in (0, 1)
 * @param level whether objects or photos with objects are counted
 * @param iou overlap from which an object counts as found; 0.5 is COCO's
 * @param proof share of the photos, in whole groups, that only the proof sees; 0.3 leaves most of
 *     them to learn from and still proves 0.95 from about 200 photos with an object each
 */
public record OperatingPointConfig(
    boolean choose,
    double beta,
    int classObjects,
    Optional<Double> targetRecall,
    double confidence,
    RecallPromise.Level level,
    double iou,
    double proof) {
  /** The product's defaults: a missed crack is worse than a false alarm, and no promise. */
  static final OperatingPointConfig DEFAULT =
      new OperatingPointConfig(
          true, 2, 0, Optional.empty(), 0.95, RecallPromise.Level.OBJECT, 0.5, 0.3);

  /** Checks the ranges. */
  public OperatingPointConfig {
    RecallPromise.Target unused =
        new RecallPromise.Target(targetRecall.orElse(0.95), confidence, level, iou, "");
    if (!(beta > 0) || !(beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta is " + beta + "; it must be > 0");
    }
    if (classObjects < 0) {
      throw new IllegalArgumentException(
          "class-objects is " + classObjects + "; it must be 0 or more");
    }
    if (!choose && targetRecall.isPresent()) {
      throw new IllegalArgumentException(
          "choose is false; it must be true where target-recall asks for a threshold");
    }
    if (!(proof > 0) || !(proof < 1)) {
      throw new IllegalArgumentException("proof is " + proof + "; it must be between 0 and 1");
    }
  }

  /** This without a promise, and with or without a choice. */
  OperatingPointConfig unpromised(boolean chosen) {
    return new OperatingPointConfig(
        chosen, beta, classObjects, Optional.empty(), confidence, level, iou, proof);
  }

  /** The promise that is asked for, over all classes together. */
  public Optional<RecallPromise.Target> target() {
    return targetRecall.map(recall -> new RecallPromise.Target(recall, confidence, level, iou, ""));
  }
}
