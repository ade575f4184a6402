package io.faultline.internal.bundle;

import io.faultline.detection.Detection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * From which scores detections are reported: one score for all classes, and other scores for some
 * of them. Nothing else compares a detection with a threshold.
 *
 * @param common for classes without a score of their own
 * @param byClass other scores by category id; those that equal the common one are left out
 */
public record Thresholds(double common, Map<Integer, Double> byClass) {
  /** Checks the scores and copies the map. */
  public Thresholds {
    Map<Integer, Double> others = new TreeMap<>();
    requireFinite(common);
    for (Map.Entry<Integer, Double> own : byClass.entrySet()) {
      requireFinite(own.getValue());
      if (own.getValue() != common) {
        others.put(own.getKey(), own.getValue());
      }
    }
    byClass = Collections.unmodifiableMap(others);
  }

  private static void requireFinite(double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("threshold is " + score + "; it must be a finite number");
    }
  }

  /** One score for all classes. */
  public static Thresholds all(double common) {
    return new Thresholds(common, Map.of());
  }

  /** The score from which detections of a class are reported. */
  public double of(int categoryId) {
    return byClass.getOrDefault(categoryId, common);
  }

  /** Whether a detection is reported. */
  public boolean reports(Detection detection) {
    return reports(detection.categoryId(), detection.score());
  }

  /** Whether a detection of this class and score is reported. */
  public boolean reports(int categoryId, double score) {
    return score >= of(categoryId);
  }

  /** Whether all classes have one threshold. */
  public boolean uniform() {
    return byClass.isEmpty();
  }

  /**
   * The same scores where classes have other ids.
   *
   * @param ids from the ids here to the other ones; classes that are not in it keep theirs
   */
  public Thresholds renumbered(Map<Integer, Integer> ids) {
    Map<Integer, Double> other = new TreeMap<>();
    byClass.forEach((id, score) -> other.put(ids.getOrDefault(id, id), score));
    return new Thresholds(common, other);
  }
}
