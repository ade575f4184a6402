package io.faultline.internal.evaluation;

import java.util.List;

/** {@link ObjectRates} counted per photo, so that resampling photos is a sum. */
final class ObjectTally {
  private static final int IOU_50 = 0;

  private final double scoreThreshold;
  private final int[] hits;
  private final int[] alarms;
  private final int[] objects;

  private ObjectTally(double scoreThreshold, int photos) {
    this.scoreThreshold = scoreThreshold;
    hits = new int[photos];
    alarms = new int[photos];
    objects = new int[photos];
  }

  static ObjectTally of(DetectionMatches matches, double scoreThreshold) {
    return of(matches.classes(), matches.photos().size(), scoreThreshold);
  }

  /** Of some classes alone. */
  static ObjectTally of(List<ClassMatches> classes, int photos, double scoreThreshold) {
    ObjectTally tally = new ObjectTally(scoreThreshold, photos);
    for (ClassMatches one : classes) {
      for (int photo = 0; photo < one.photos(); photo++) {
        tally.objects[photo] += one.objects(AreaRange.ALL, photo);
      }
      for (int i = 0; i < one.size() && one.score(i) >= scoreThreshold; i++) {
        if (one.hit(AreaRange.ALL, i, IOU_50)) {
          tally.hits[one.photo(i)]++;
        } else if (!one.ignored(AreaRange.ALL, i, IOU_50)) {
          tally.alarms[one.photo(i)]++;
        }
      }
    }
    return tally;
  }

  /** The sums where photo {@code p} counts {@code drawn[p]} times. */
  ObjectRates rates(int[] drawn) {
    long hit = 0;
    long alarm = 0;
    long all = 0;
    for (int p = 0; p < drawn.length; p++) {
      hit += (long) hits[p] * drawn[p];
      alarm += (long) alarms[p] * drawn[p];
      all += (long) objects[p] * drawn[p];
    }
    return new ObjectRates(scoreThreshold, hit, alarm, all - hit);
  }
}
