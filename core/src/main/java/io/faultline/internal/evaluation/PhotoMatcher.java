package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.detection.Detection;
import io.faultline.internal.geometry.ScoreOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs the detections of one class in one photo with its truths, as {@code COCOeval.evaluateImg}:
 * best score first, each detection takes the free truth it overlaps most, of equal overlaps the
 * later one; crowds can be taken again and again, and are measured by intersection over the
 * detection's area. A truth with id 0 counts like any other, unlike in pycocotools.
 */
final class PhotoMatcher {
  /** Detections per class and photo that are looked at. */
  static final int MAX_DETECTIONS = 100;

  /** The ten IoU thresholds, {@code numpy.linspace(0.5, 0.95, 10)}. */
  private static final double[] IOU_THRESHOLDS = new double[10];

  static {
    double step = (0.95 - 0.5) / 9;
    for (int i = 0; i < 9; i++) {
      IOU_THRESHOLDS[i] = 0.5 + i * step;
    }
    IOU_THRESHOLDS[9] = 0.95;
  }

  private final List<Annotation> truths;
  private final List<Detection> detections;
  private final double[][] iou;

  PhotoMatcher(List<Annotation> truths, List<Detection> unsorted) {
    this(truths, unsorted, MAX_DETECTIONS);
  }

  PhotoMatcher(List<Annotation> truths, List<Detection> unsorted, int maxDetections) {
    this.truths = truths;
    int[] order = ScoreOrder.descending(unsorted.stream().mapToDouble(Detection::score).toArray());
    this.detections = Arrays.stream(order).limit(maxDetections).mapToObj(unsorted::get).toList();
    this.iou = new double[detections.size()][truths.size()];
    for (int d = 0; d < iou.length; d++) {
      for (int g = 0; g < truths.size(); g++) {
        iou[d][g] = overlap(detections.get(d), truths.get(g));
      }
    }
  }

  static int thresholds() {
    return IOU_THRESHOLDS.length;
  }

  /** At most {@link #MAX_DETECTIONS}, best score first, equal scores in the order given. */
  List<Detection> detections() {
    return detections;
  }

  /** How many truths of the size class are to be found: crowds and other sizes are ignored. */
  int objects(AreaRange range) {
    int count = 0;
    for (Annotation truth : truths) {
      count += ignored(truth, range) ? 0 : 1;
    }
    return count;
  }

  /**
   * What becomes of each detection; bit {@code t} of a number belongs to IoU threshold {@code t}.
   *
   * @param hit bits set where the detection finds an object, {@code [detections]}
   * @param ignored bits set where it counts neither as hit nor as false alarm, {@code [detections]}
   */
  void match(AreaRange range, int[] hit, int[] ignored) {
    for (int t = 0; t < IOU_THRESHOLDS.length; t++) {
      int[] taken = pairs(range, IOU_THRESHOLDS[t]);
      for (int d = 0; d < taken.length; d++) {
        if (taken[d] < 0) {
          ignored[d] |= range.contains(detections.get(d).box().area()) ? 0 : 1 << t;
        } else {
          boolean skip = ignored(truths.get(taken[d]), range);
          hit[d] |= skip ? 0 : 1 << t;
          ignored[d] |= skip ? 1 << t : 0;
        }
      }
    }
  }

  /** Whether an object is to be found at all: crowds are not. */
  static boolean counts(Annotation truth) {
    return !ignored(truth, AreaRange.ALL);
  }

  /** Which truth each detection takes at IoU 0.5, or -1, {@code [detections]}. */
  int[] pairs() {
    return pairs(AreaRange.ALL, IOU_THRESHOLDS[0]);
  }

  /** The overlap of a detection with a truth, in [0, 1]. */
  double iou(int detection, int truth) {
    return iou[detection][truth];
  }

  private int[] pairs(AreaRange range, double threshold) {
    boolean[] skip = new boolean[truths.size()];
    int[] order = new int[truths.size()];
    int counted = 0;
    for (int g = 0; g < skip.length; g++) {
      skip[g] = ignored(truths.get(g), range);
      if (!skip[g]) {
        order[counted++] = g;
      }
    }
    for (int g = 0; g < skip.length; g++) {
      if (skip[g]) {
        order[counted++] = g;
      }
    }
    boolean[] taken = new boolean[skip.length];
    int[] pairs = new int[iou.length];
    for (int d = 0; d < pairs.length; d++) {
      pairs[d] = best(d, order, skip, taken, threshold);
      if (pairs[d] >= 0) {
        taken[pairs[d]] = true;
      }
    }
    return pairs;
  }

  /**
   * The score of the detection that finds each truth at an IoU, NaN where none does; {@code
   * [truths]}. Detections take truths best score first, so what those below a threshold take never
   * changes what those above it took: a truth is found at threshold {@code t} exactly if its score
   * is at least {@code t}.
   *
   * @param alarm set where a detection finds nothing, not even a crowd, {@code [detections]}
   */
  double[] scores(double threshold, boolean[] alarm) {
    boolean[] skip = new boolean[truths.size()];
    for (int g = 0; g < skip.length; g++) {
      skip[g] = truths.get(g).crowd();
    }
    int[] order =
        IntStream.range(0, skip.length)
            .boxed()
            .sorted(Comparator.comparing(g -> skip[g]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] scores = new double[skip.length];
    Arrays.fill(scores, Double.NaN);
    boolean[] taken = new boolean[skip.length];
    for (int d = 0; d < iou.length; d++) {
      int g = best(d, order, skip, taken, threshold);
      alarm[d] = g < 0;
      if (g >= 0) {
        taken[g] = true;
        scores[g] = detections.get(d).score();
      }
    }
    return scores;
  }

  private int best(int d, int[] order, boolean[] skip, boolean[] taken, double threshold) {
    int best = -1;
    double reached = Math.min(threshold, 1 - 1e-10);
    for (int g : order) {
      if (best >= 0 && !skip[best] && skip[g]) {
        break;
      }
      boolean free = !taken[g] || truths.get(g).crowd();
      if (free && iou[d][g] >= reached) {
        reached = iou[d][g];
        best = g;
      }
    }
    return best;
  }

  private static boolean ignored(Annotation truth, AreaRange range) {
    return truth.crowd() || !range.contains(truth.area());
  }

  private static double overlap(Detection detection, Annotation truth) {
    return truth.crowd()
        ? detection.box().intersection(truth.box()) / detection.box().area()
        : detection.box().iou(truth.box());
  }
}
