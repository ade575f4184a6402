package io.faultline.internal.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Precision, recall and F1 of one class at IoU 0.5 for every score threshold that changes them,
 * highest threshold first. Matching is COCO's, at most 100 detections per photo.
 *
 * @param categoryId the dataset's id
 * @param name the class
 * @param support objects to be found, crowds left out
 * @param points one per distinct score; empty where there is no object or no detection
 */
public record PrecisionRecallCurve(
    int categoryId, String name, long support, List<PrecisionRecallCurve.Point> points) {
  private static final int IOU_50 = 0;

  /**
   * What is kept with score {@code >= threshold}.
   *
   * @param threshold a score of a detection
   * @param precision hits over hits and false alarms, in [0, 1]
   * @param recall hits over objects, in [0, 1]
   * @param f1 their harmonic mean, 0 without a hit
   */
  public record Point(double threshold, double precision, double recall, double f1) {}

  /** Copies the list. */
  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /** The point of the highest F1, of equal ones the highest threshold. */
  public Optional<Point> best() {
    Optional<Point> best = Optional.empty();
    for (Point point : points) {
      if (best.isEmpty() || point.f1() > best.get().f1()) {
        best = Optional.of(point);
      }
    }
    return best;
  }

  static PrecisionRecallCurve of(ClassMatches matches) {
    long support = 0;
    for (int photo = 0; photo < matches.photos(); photo++) {
      support += matches.objects(AreaRange.ALL, photo);
    }
    List<Point> points = new ArrayList<>();
    long hits = 0;
    long alarms = 0;
    for (int i = 0; i < matches.size() && support > 0; i++) {
      if (!matches.ignored(AreaRange.ALL, i, IOU_50)) {
        boolean hit = matches.hit(AreaRange.ALL, i, IOU_50);
        hits += hit ? 1 : 0;
        alarms += hit ? 0 : 1;
      }
      boolean last = i + 1 == matches.size() || matches.score(i + 1) < matches.score(i);
      if (last && hits + alarms > 0) {
        points.add(point(matches.score(i), hits, alarms, support));
      }
    }
    return new PrecisionRecallCurve(
        matches.category().id(), matches.category().name(), support, points);
  }

  private static Point point(double score, long hits, long alarms, long support) {
    return new Point(
        score,
        (double) hits / (hits + alarms),
        (double) hits / support,
        2.0 * hits / (hits + alarms + support));
  }
}
