package io.faultline.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.detection.ImageDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The score threshold of the highest F-beta at IoU 0.5 with all classes counted together, so that a
 * class that is found rarely, or badly, weighs no more than its objects and its false alarms do.
 * F-beta is the harmonic mean of precision and recall in which recall counts beta times as much
 * (van Rijsbergen 1979, "Information Retrieval", chapter 7).
 *
 * @param threshold the lowest score kept
 * @param value the F-beta reached there, in (0, 1]
 */
public record PooledFBeta(double threshold, double value) {
  private static final int IOU_50 = 0;

  private record Judged(double score, boolean hit) {}

  /**
   * The best threshold, of equal ones the highest; empty where nothing is found at any.
   *
   * @param beta how much more recall counts than precision, above 0; 1 is F1
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static Optional<PooledFBeta> of(
      Dataset truth, List<ImageDetections> detections, double beta) {
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
    return best(judged, truth.objects(), beta * beta);
  }

  private static Optional<PooledFBeta> best(List<Judged> bestFirst, long objects, double weight) {
    Optional<PooledFBeta> best = Optional.empty();
    long hits = 0;
    for (int i = 0; i < bestFirst.size(); i++) {
      hits += bestFirst.get(i).hit() ? 1 : 0;
      boolean last =
          i + 1 == bestFirst.size() || bestFirst.get(i + 1).score() < bestFirst.get(i).score();
      double value = (1 + weight) * hits / (i + 1 + weight * objects);
      if (last && hits > 0 && value > best.map(PooledFBeta::value).orElse(0.0)) {
        best = Optional.of(new PooledFBeta(bestFirst.get(i).score(), value));
      }
    }
    return best;
  }
}
