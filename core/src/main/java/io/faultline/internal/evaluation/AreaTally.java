package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.geometry.BoxLayers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@link AreaCoverage} measured per photo, so that resampling photos is a sum. */
final class AreaTally {
  private static final int OBJECTS = 1;
  private static final int REPORTED = 2;
  private static final int CROWDS = 4;

  private final Thresholds thresholds;
  private final double[] covered;
  private final double[] missed;
  private final double[] outside;

  private AreaTally(Thresholds thresholds, int photos) {
    this.thresholds = thresholds;
    covered = new double[photos];
    missed = new double[photos];
    outside = new double[photos];
  }

  /** By category id. */
  static Map<Integer, AreaTally> perClass(DetectionMatches matches, Thresholds thresholds) {
    Map<Integer, AreaTally> tallies = new TreeMap<>();
    int photos = matches.photos().size();
    for (ClassMatches one : matches.classes()) {
      int categoryId = one.category().id();
      AreaTally tally = new AreaTally(thresholds, photos);
      for (int p = 0; p < photos; p++) {
        tally.add(p, matches.photos().get(p), categoryId, matches.detections().get(p));
      }
      tallies.put(categoryId, tally);
    }
    return tallies;
  }

  /** The sums of several classes: area that two of them share counts for both. */
  static AreaTally sum(Iterable<AreaTally> classes, int photos, Thresholds thresholds) {
    AreaTally sum = new AreaTally(thresholds, photos);
    for (AreaTally one : classes) {
      for (int p = 0; p < photos; p++) {
        sum.covered[p] += one.covered[p];
        sum.missed[p] += one.missed[p];
        sum.outside[p] += one.outside[p];
      }
    }
    return sum;
  }

  private void add(int p, ImageRecord photo, int categoryId, List<Detection> detections) {
    List<Box> reported =
        inside(
            photo,
            detections.stream()
                .filter(one -> one.categoryId() == categoryId && thresholds.reports(one))
                .map(Detection::box));
    List<Annotation> truths = PhotoTruth.of(photo, categoryId);
    if (reported.isEmpty() && truths.isEmpty()) {
      return;
    }
    double[] areas =
        BoxLayers.areas(
            List.of(
                inside(photo, truths.stream().filter(one -> !one.crowd()).map(Annotation::box)),
                reported,
                inside(photo, truths.stream().filter(Annotation::crowd).map(Annotation::box))));
    covered[p] = areas[OBJECTS | REPORTED] + areas[OBJECTS | REPORTED | CROWDS];
    missed[p] = areas[OBJECTS] + areas[OBJECTS | CROWDS];
    outside[p] = areas[REPORTED];
  }

  private static List<Box> inside(ImageRecord photo, Stream<Box> boxes) {
    return boxes.flatMap(box -> box.clip(photo.widthPx(), photo.heightPx()).stream()).toList();
  }

  /** The sums where photo {@code p} counts {@code drawn[p]} times. */
  AreaCoverage coverage(int[] drawn) {
    double found = 0;
    double lost = 0;
    double wrong = 0;
    for (int p = 0; p < drawn.length; p++) {
      found += covered[p] * drawn[p];
      lost += missed[p] * drawn[p];
      wrong += outside[p] * drawn[p];
    }
    return new AreaCoverage(thresholds, found, lost, wrong);
  }
}
