package io.faultline.internal.evaluation;

import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whole photos judged at one score threshold: a photo raises an alarm if any detection of a known
 * class is kept, wherever its box lies. A photo whose only annotations are crowds is neither
 * cracked nor clean and is left out, and so is one that lost its labels.
 *
 * @param thresholds from which scores detections are kept
 * @param crackedPhotos photos with at least one object
 * @param missedPhotos those of them without an alarm
 * @param cleanPhotos photos without any annotation
 * @param alarmedPhotos those of them with an alarm
 */
public record ImageLevelRates(
    Thresholds thresholds,
    long crackedPhotos,
    long missedPhotos,
    long cleanPhotos,
    long alarmedPhotos) {

  /** At one score for all classes. */
  ImageLevelRates(
      double threshold,
      long crackedPhotos,
      long missedPhotos,
      long cleanPhotos,
      long alarmedPhotos) {
    this(Thresholds.all(threshold), crackedPhotos, missedPhotos, cleanPhotos, alarmedPhotos);
  }

  /** Counts over a dataset; faults as {@link CocoMetrics#of}. */
  public static ImageLevelRates of(
      Dataset truth, List<ImageDetections> detections, Thresholds thresholds) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    return ImageTally.of(matches, thresholds).rates(matches.eachOnce());
  }

  /** As above, at one score for all classes. */
  public static ImageLevelRates of(
      Dataset truth, List<ImageDetections> detections, double threshold) {
    return of(truth, detections, Thresholds.all(threshold));
  }

  /** Share of cracked photos without an alarm; undefined where no photo has a crack. */
  public OptionalDouble missedCrackRate() {
    return ObjectRates.ratio(missedPhotos, crackedPhotos);
  }

  /** Share of clean photos with an alarm; undefined where no photo is clean. */
  public OptionalDouble falseAlarmRate() {
    return ObjectRates.ratio(alarmedPhotos, cleanPhotos);
  }
}
