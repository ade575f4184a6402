package io.faultline.internal.evaluation;

import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.Thresholds;

/** {@link ImageLevelRates} judged per photo, so that resampling photos is a sum. */
final class ImageTally {
  private final Thresholds thresholds;
  private final boolean[] cracked;
  private final boolean[] clean;
  private final boolean[] alarm;

  private ImageTally(Thresholds thresholds, int photos) {
    this.thresholds = thresholds;
    cracked = new boolean[photos];
    clean = new boolean[photos];
    alarm = new boolean[photos];
  }

  static ImageTally of(DetectionMatches matches, Thresholds thresholds) {
    ImageTally tally = new ImageTally(thresholds, matches.photos().size());
    for (int p = 0; p < tally.alarm.length; p++) {
      ImageRecord photo = matches.photos().get(p);
      tally.clean[p] = photo.clean();
      tally.cracked[p] = photo.cracked();
      tally.alarm[p] = matches.detections().get(p).stream().anyMatch(thresholds::reports);
    }
    return tally;
  }

  /** The sums where photo {@code p} counts {@code drawn[p]} times. */
  ImageLevelRates rates(int[] drawn) {
    long allCracked = 0;
    long missed = 0;
    long allClean = 0;
    long alarmed = 0;
    for (int p = 0; p < drawn.length; p++) {
      allCracked += cracked[p] ? drawn[p] : 0;
      missed += cracked[p] && !alarm[p] ? drawn[p] : 0;
      allClean += clean[p] ? drawn[p] : 0;
      alarmed += clean[p] && alarm[p] ? drawn[p] : 0;
    }
    return new ImageLevelRates(thresholds, allCracked, missed, allClean, alarmed);
  }
}
