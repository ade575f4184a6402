package io.faultline.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.detection.ImageDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The score threshold of the highest F1 at IoU 0.5 with all classes counted together, so that a
 * class that is found rarely, or badly, weighs no more than its objects and its false alarms do.
 *
 * @param threshold the lowest score kept
 * @param f1 reached there, in (0, 1]
 */
public record PooledF1(double threshold, double f1) {
  private static final int IOU_50 = 0;

  private record Judged(double score, boolean hit) {}

  /**
   * The best threshold, of equal ones the highest; empty where nothing is found at any.
   *
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static Optional<PooledF1> of(Dataset truth, List<ImageDetections> detections) {
    List<Judged> judged = new ArrayList<>();
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    for (ClassMatches one : matches.classes()) {
      for (int i = 0; i < one.size(); i++) {
        boolean hit = one.hit(AreaRange.ALL, i, IOU_50);
        if (hit || !one.ignored(AreaRange.ALL, i, IOU_50)) {
          judged.add(new Judged(one.score(i), hit));
        }
      }
    }
    judged.sort((a, b) -> Double.compare(b.score(), a.score()));
    return best(judged, truth.objects());
  }

  private static Optional<PooledF1> best(List<Judged> bestFirst, long objects) {
    Optional<PooledF1> best = Optional.empty();
    long hits = 0;
    for (int i = 0; i < bestFirst.size(); i++) {
      hits += bestFirst.get(i).hit() ? 1 : 0;
      boolean last =
          i + 1 == bestFirst.size() || bestFirst.get(i + 1).score() < bestFirst.get(i).score();
      double f1 = 2.0 * hits / (i + 1 + objects);
      if (last && hits > 0 && f1 > best.map(PooledF1::f1).orElse(0.0)) {
        best = Optional.of(new PooledF1(bestFirst.get(i).score(), f1));
      }
    }
    return best;
  }
}
