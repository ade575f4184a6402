package io.faultline.internal.evaluation;

import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Objects found and missed at one score threshold, over all classes together: COCO's matching at
 * IoU 0.5, at most 100 detections per class and photo, crowds neither hit nor miss.
 *
 * @param thresholds from which scores detections are kept
 * @param hits objects found
 * @param falseAlarms detections that find nothing
 * @param misses objects not found
 */
public record ObjectRates(Thresholds thresholds, long hits, long falseAlarms, long misses) {

  /** At one score for all classes. */
  ObjectRates(double threshold, long hits, long falseAlarms, long misses) {
    this(Thresholds.all(threshold), hits, falseAlarms, misses);
  }

  /** Counts over a dataset; faults as {@link CocoMetrics#of}. */
  public static ObjectRates of(
      Dataset truth, List<ImageDetections> detections, Thresholds thresholds) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    return ObjectTally.of(matches, thresholds).rates(matches.eachOnce());
  }

  /** As above, at one score for all classes. */
  public static ObjectRates of(Dataset truth, List<ImageDetections> detections, double threshold) {
    return of(truth, detections, Thresholds.all(threshold));
  }

  /** Hits over detections kept; undefined where none is kept. */
  public OptionalDouble precision() {
    return ratio(hits, hits + falseAlarms);
  }

  /** Hits over objects; undefined where there is none. */
  public OptionalDouble recall() {
    return ratio(hits, hits + misses);
  }

  /** Harmonic mean of precision and recall; undefined with neither object nor detection. */
  public OptionalDouble f1() {
    return ratio(2 * hits, 2 * hits + falseAlarms + misses);
  }

  static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
