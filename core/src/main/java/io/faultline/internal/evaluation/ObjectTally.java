package io.faultline.internal.evaluation;

import io.faultline.internal.bundle.Thresholds;
import java.util.List;

/** {@link ObjectRates} counted per photo, so that resampling photos is a sum. */
final class ObjectTally {
  private static final int IOU_50 = 0;

  private final Thresholds thresholds;
  private final int[] hits;
  private final int[] alarms;
  private final int[] objects;

  private ObjectTally(Thresholds thresholds, int photos) {
    this.thresholds = thresholds;
    hits = new int[photos];
    alarms = new int[photos];
    objects = new int[photos];
  }

  static ObjectTally of(DetectionMatches matches, Thresholds thresholds) {
    return of(matches.classes(), matches.photos().size(), thresholds);
  }

  /** Of some classes alone. */
  static ObjectTally of(List<ClassMatches> classes, int photos, Thresholds thresholds) {
    ObjectTally tally = new ObjectTally(thresholds, photos);
    for (ClassMatches one : classes) {
      for (int photo = 0; photo < one.photos(); photo++) {
        tally.objects[photo] += one.objects(AreaRange.ALL, photo);
      }
      int category = one.category().id();
      for (int i = 0; i < one.size() && thresholds.reports(category, one.score(i)); i++) {
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
    return new ObjectRates(thresholds, hit, alarm, all - hit);
  }
}
