package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.FalseAlarm.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every detection at or above a threshold that finds nothing, with what is wrong with it: exactly
 * those that {@link ObjectRates#falseAlarms} counts.
 *
 * @param thresholds from which scores detections count
 * @param alarms in {@link FalseAlarm#ORDER}
 */
public record FalseAlarmLedger(Thresholds thresholds, List<FalseAlarm> alarms) {
  private static final double SAME = 0.5;
  private static final double NEAR = 0.1;

  /** Sorts and copies the list. */
  public FalseAlarmLedger {
    alarms = alarms.stream().sorted(FalseAlarm.ORDER).toList();
  }

  /** Judges a run; faults as {@link CocoMetrics#of}. */
  public static FalseAlarmLedger of(
      Dataset truth, List<ImageDetections> detections, Thresholds thresholds) {
    return of(DetectionMatches.of(truth, detections), thresholds);
  }

  /** As above, at one score for all classes. */
  public static FalseAlarmLedger of(
      Dataset truth, List<ImageDetections> detections, double threshold) {
    return of(truth, detections, Thresholds.all(threshold));
  }

  static FalseAlarmLedger of(DetectionMatches matches, Thresholds thresholds) {
    List<FalseAlarm> alarms = new ArrayList<>();
    for (int p = 0; p < matches.photos().size(); p++) {
      for (ClassMatches one : matches.classes()) {
        alarms.addAll(
            photo(
                matches.photos().get(p),
                one.category().id(),
                matches.detections().get(p),
                thresholds));
      }
    }
    long counted = ObjectTally.of(matches, thresholds).rates(matches.eachOnce()).falseAlarms();
    if (alarms.size() != counted) {
      throw new IllegalStateException(
          alarms.size() + " false alarms have a kind, but " + counted + " were counted");
    }
    return new FalseAlarmLedger(thresholds, alarms);
  }

  private static List<FalseAlarm> photo(
      ImageRecord image, int categoryId, List<Detection> all, Thresholds thresholds) {
    List<Annotation> truths = PhotoTruth.of(image, categoryId);
    PhotoMatcher matcher =
        new PhotoMatcher(truths, all.stream().filter(d -> d.categoryId() == categoryId).toList());
    int[] pairs = matcher.pairs();
    List<FalseAlarm> alarms = new ArrayList<>();
    for (int d = 0; d < pairs.length; d++) {
      Detection detection = matcher.detections().get(d);
      boolean counts = AreaRange.ALL.contains(detection.box().area());
      if (pairs[d] < 0 && counts && thresholds.reports(detection)) {
        alarms.add(judge(image, detection));
      }
    }
    return alarms;
  }

  private static FalseAlarm judge(ImageRecord image, Detection detection) {
    Optional<Annotation> own = nearest(image, detection, id -> id == detection.categoryId());
    Optional<Annotation> other = nearest(image, detection, id -> id != detection.categoryId());
    double ownIou = iou(detection, own);
    double otherIou = iou(detection, other);
    if (ownIou >= SAME) {
      return new FalseAlarm(image, detection, Kind.DUPLICATE, own, ownIou);
    }
    if (otherIou >= SAME) {
      return new FalseAlarm(image, detection, Kind.OTHER_CLASS, other, otherIou);
    }
    if (ownIou >= NEAR) {
      return new FalseAlarm(image, detection, Kind.LOCALISATION, own, ownIou);
    }
    Optional<Annotation> touched = ownIou >= otherIou ? own : other;
    double iou = Math.max(ownIou, otherIou);
    return new FalseAlarm(
        image, detection, Kind.BACKGROUND, iou > 0 ? touched : Optional.empty(), iou);
  }

  private static Optional<Annotation> nearest(
      ImageRecord image, Detection detection, Predicate<Integer> category) {
    return image.objects().stream()
        .filter(truth -> category.test(truth.categoryId()))
        .max(Comparator.comparingDouble(truth -> truth.box().iou(detection.box())));
  }

  private static double iou(Detection detection, Optional<Annotation> truth) {
    return truth.map(object -> object.box().iou(detection.box())).orElse(0.0);
  }

  /** How many there are of each kind, in the kinds' order. */
  public Map<Kind, Long> counts() {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0L);
    }
    alarms.forEach(alarm -> counts.merge(alarm.kind(), 1L, Long::sum));
    return counts;
  }
}
