package io.faultline.internal.evaluation;

import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.ImageDetections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param intervals of the gains, over resampled photos; empty where none were drawn or there is no
 *     object
 */
public record Tide(
    double ap50,
    Map<TideError, Double> gains,
    Map<TideError, Long> counts,
    Map<TideError, BootstrapInterval> intervals) {

  /** Copies the maps. */
  public Tide {
    gains = Map.copyOf(gains);
    counts = Map.copyOf(counts);
    intervals = Map.copyOf(intervals);
  }

  /** Judges a run; faults as {@link CocoMetrics#of}. */
  public static Tide of(Dataset truth, List<ImageDetections> detections) {
    return of(TideOracle.of(DetectionMatches.of(truth, detections)), Map.of());
  }

  /** As above, with intervals. */
  static Tide of(DetectionMatches matches, PhotoUnits units, BootstrapInterval.Options options) {
    TideOracle oracle = TideOracle.of(matches);
    Map<TideError, double[]> resampled = new EnumMap<>(TideError.class);
    for (int r = 0; r < options.resamples(); r++) {
      int[] drawn = options.drawn(units, r);
      double asItIs = oracle.ap50(Optional.empty(), drawn);
      for (TideError error : TideError.values()) {
        double gain = Math.max(0, oracle.ap50(Optional.of(error), drawn) - asItIs);
        resampled.computeIfAbsent(error, one -> new double[options.resamples()])[r] = gain;
      }
    }
    Map<TideError, BootstrapInterval> intervals = new EnumMap<>(TideError.class);
    resampled.forEach(
        (error, gains) -> {
          double gain = Math.max(0, oracle.ap50(error) - oracle.ap50());
          BootstrapInterval.of(gain, gains, options.confidence())
              .ifPresent(interval -> intervals.put(error, interval));
        });
    return of(oracle, intervals);
  }

  private static Tide of(TideOracle oracle, Map<TideError, BootstrapInterval> intervals) {
    double ap50 = oracle.ap50();
    Map<TideError, Double> gains = new EnumMap<>(TideError.class);
    Map<TideError, Long> counts = new EnumMap<>(TideError.class);
    for (TideError error : TideError.values()) {
      double mended = oracle.ap50(error);
      gains.put(error, Double.isNaN(ap50) ? 0 : Math.max(0, mended - ap50));
      counts.put(error, oracle.count(error));
    }
    return new Tide(Double.isNaN(ap50) ? -1 : ap50, gains, counts, intervals);
  }

  /** AP gained by mending one kind. */
  public double gain(TideError error) {
    return gains.getOrDefault(error, 0.0);
  }

  /** Where the gain of a kind lies; empty where nothing was drawn or there is no object. */
  public Optional<BootstrapInterval> interval(TideError error) {
    return Optional.ofNullable(intervals.get(error));
  }

  /** How many errors of a kind there are. */
  public long count(TideError error) {
    return counts.getOrDefault(error, 0L);
  }
}
