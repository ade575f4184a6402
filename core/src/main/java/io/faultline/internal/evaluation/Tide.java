package io.faultline.internal.evaluation;

import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.ImageDetections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * TIDE (Bolya et al. 2020): what each kind of error costs. The cost is the AP at IoU 0.5 that would
 * be gained if an oracle mended this kind and no other. So costs do not add up to 1 - AP. In
 * contrast to {@link FalseAlarmLedger}, which counts at the threshold, detections of all scores
 * count, each by its place in the ranking.
 *
 * <p>Kinds, their order and their oracles are those of the reference code (dbolya/tide, {@code
 * quantify.py}). Differences: AP and matching are our COCO's (at most 100 detections per class and
 * photo; there, per photo), so {@code ap50} is {@link CocoMetrics#ap50}; classes without an object
 * are left out of the mean (there, detections of such a class make a zero); equal scores keep their
 * order when others are mended; and where an oracle leaves nothing to find and nothing wrong, the
 * AP is 1 (there, a division by zero).
 *
 * @param ap50 AP at IoU 0.5, mean over classes; -1 where there is no object
 * @param gains AP gained by mending each kind, never below 0 as in the reference code
 * @param counts how many errors of each kind there are
 */
public record Tide(double ap50, Map<TideError, Double> gains, Map<TideError, Long> counts) {

  /** Copies the maps. */
  public Tide {
    gains = Map.copyOf(gains);
    counts = Map.copyOf(counts);
  }

  /** Judges a run; faults as {@link CocoMetrics#of}. */
  public static Tide of(Dataset truth, List<ImageDetections> detections) {
    return of(DetectionMatches.of(truth, detections));
  }

  static Tide of(DetectionMatches matches) {
    TideOracle oracle = TideOracle.of(matches);
    double ap50 = oracle.ap50();
    Map<TideError, Double> gains = new EnumMap<>(TideError.class);
    Map<TideError, Long> counts = new EnumMap<>(TideError.class);
    for (TideError error : TideError.values()) {
      double mended = oracle.ap50(error);
      gains.put(error, Double.isNaN(ap50) ? 0 : Math.max(0, mended - ap50));
      counts.put(error, oracle.count(error));
    }
    return new Tide(Double.isNaN(ap50) ? -1 : ap50, gains, counts);
  }

  /** AP gained by mending one kind. */
  public double gain(TideError error) {
    return gains.getOrDefault(error, 0.0);
  }

  /** How many errors of a kind there are. */
  public long count(TideError error) {
    return counts.getOrDefault(error, 0L);
  }
}
