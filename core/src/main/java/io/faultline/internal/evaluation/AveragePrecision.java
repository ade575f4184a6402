package io.faultline.internal.evaluation;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Average precision and highest recall of one class, as {@code COCOeval.accumulate}: precision made
 * non-increasing from the right and read at 101 recalls. pycocotools adds 2e-16 to the denominator
 * of precision, which is left out here, so that a perfect detector scores exactly 1.
 */
final class AveragePrecision {
  private static final int RECALLS = 101;

  private final ClassMatches matches;
  private final AreaRange range;

  /** Detections that hit, best first, {@code [threshold][hits]}: precision peaks at hits alone. */
  private final int[][] hits;

  /** Detections that count neither way, best first, {@code [threshold][ignored]}. */
  private final int[][] ignored;

  AveragePrecision(ClassMatches matches, AreaRange range) {
    this.matches = matches;
    this.range = range;
    hits = new int[PhotoMatcher.thresholds()][];
    ignored = new int[PhotoMatcher.thresholds()][];
    for (int t = 0; t < hits.length; t++) {
      int threshold = t;
      ignored[t] = where(i -> matches.ignored(range, i, threshold));
      hits[t] =
          where(i -> matches.hit(range, i, threshold) && !matches.ignored(range, i, threshold));
    }
  }

  private int[] where(IntPredicate holds) {
    return IntStream.range(0, matches.size()).filter(holds).toArray();
  }

  /** AP at one IoU threshold; see {@link #of(int[])}. */
  double of(int threshold, int[] drawn) {
    return at(threshold, matches.objects(range, drawn), upTo(drawn), drawn);
  }

  /**
   * AP of other detections of one class; what counts neither way is left out.
   *
   * @param hits those that find an object, best first
   * @param photo the photo of each detection, best first
   * @param objects how many objects there are to be found
   * @param drawn how often each photo counts; the objects are counted so already
   * @return in [0, 1]; NaN where there is no object to be found
   */
  static double of(int[] hits, int[] photo, long objects, int[] drawn) {
    long[] upTo = new long[photo.length];
    long sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += drawn[photo[i]];
      upTo[i] = sum;
    }
    return at(hits, new int[0], objects, upTo, i -> drawn[photo[i]]);
  }

  /**
   * AP at every IoU threshold, {@code [thresholds]} in [0, 1], where photo {@code p} counts {@code
   * drawn[p]} times; NaN where there is no object to be found.
   */
  double[] of(int[] drawn) {
    long objects = matches.objects(range, drawn);
    long[] upTo = upTo(drawn);
    double[] values = new double[hits.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = at(t, objects, upTo, drawn);
    }
    return values;
  }

  /** How many detections there are up to each one, itself included. */
  private long[] upTo(int[] drawn) {
    long[] upTo = new long[matches.size()];
    long sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += drawn[matches.photo(i)];
      upTo[i] = sum;
    }
    return upTo;
  }

  private double at(int t, long objects, long[] upTo, int[] drawn) {
    return at(hits[t], ignored[t], objects, upTo, i -> drawn[matches.photo(i)]);
  }

  private static double at(
      int[] hits, int[] ignored, long objects, long[] upTo, IntUnaryOperator times) {
    if (objects == 0) {
      return Double.NaN;
    }
    long found = sum(hits, times);
    long skipped = sum(ignored, times);
    int lastSkipped = ignored.length - 1;
    double sum = 0;
    double envelope = 0;
    int next = RECALLS - 1;
    for (int k = hits.length - 1; k >= 0 && found > 0; k--) {
      int i = hits[k];
      int weight = times.applyAsInt(i);
      if (weight == 0) {
        continue;
      }
      while (lastSkipped >= 0 && ignored[lastSkipped] > i) {
        skipped -= times.applyAsInt(ignored[lastSkipped--]);
      }
      envelope = Math.max(envelope, (double) found / (upTo[i] - skipped));
      double recall = (double) found / objects;
      found -= weight;
      double before = (double) found / objects;
      while (next >= 0 && recallAt(next) > before) {
        sum += recallAt(next) > recall ? 0 : envelope;
        next--;
      }
    }
    // Recall 0 is reached before the first hit; with no hit at all the envelope is 0.
    return (sum + envelope * (next + 1)) / RECALLS;
  }

  private static long sum(int[] detections, IntUnaryOperator times) {
    long sum = 0;
    for (int i : detections) {
      sum += times.applyAsInt(i);
    }
    return sum;
  }

  /**
   * The recall reached with the best {@code maxDetections} of each photo; NaN where there is no
   * object to be found.
   */
  static double recall(
      ClassMatches matches, AreaRange range, int threshold, int maxDetections, int[] drawn) {
    long hits = 0;
    for (int i = 0; i < matches.size(); i++) {
      boolean counts =
          matches.rank(i) < maxDetections
              && matches.hit(range, i, threshold)
              && !matches.ignored(range, i, threshold);
      hits += counts ? drawn[matches.photo(i)] : 0;
    }
    long objects = matches.objects(range, drawn);
    return objects == 0 ? Double.NaN : (double) hits / objects;
  }

  private static double recallAt(int i) {
    return i == RECALLS - 1 ? 1 : i * 0.01;
  }
}
