package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.Arrays;
import java.util.List;

/**
 * Soft non-maximum suppression (Bodla et al. 2017, section 3, Gaussian): instead of dropping what
 * overlaps a better box, its score falls by {@code exp(-IoU^2 / sigma)}, so that two objects that
 * lie close together can both stay.
 */
public final class SoftNms {
  /** The paper's width. */
  public static final double SIGMA = 0.5;

  private SoftNms() {}

  /**
   * The scores after suppression, in the order of the boxes. The best score of what is left is
   * taken again and again, equal scores by the lower index; time grows with the square of the
   * number of boxes.
   *
   * @param boxes the boxes, of one class
   * @param scores one per box, at least 0, not NaN
   * @param sigma greater than 0; the smaller, the harder
   * @throws IllegalArgumentException if the lengths differ or a value is out of its range
   */
  public static double[] scores(List<Box> boxes, double[] scores, double sigma) {
    if (boxes.size() != scores.length) {
      throw new IllegalArgumentException(
          boxes.size() + " boxes but " + scores.length + " scores; one score per box is needed");
    }
    if (!(sigma > 0)) {
      throw new IllegalArgumentException("sigma is " + sigma + "; it must be > 0");
    }
    if (!Arrays.stream(scores).allMatch(score -> score >= 0)) {
      throw new IllegalArgumentException("a score is below 0 or NaN");
    }
    FlatBoxes flat = FlatBoxes.of(boxes);
    double[] left = scores.clone();
    double[] result = new double[left.length];
    int[] waiting = new int[left.length];
    Arrays.setAll(waiting, i -> i);
    int best = best(left);
    for (int count = left.length; count > 0; count--) {
      result[best] = left[best];
      int next = -1;
      int kept = 0;
      for (int k = 0; k < count; k++) {
        int i = waiting[k];
        if (i != best) {
          waiting[kept++] = i;
          double iou = left[i] > 0 ? flat.iou(best, i) : 0;
          left[i] *= iou > 0 ? Math.exp(-iou * iou / sigma) : 1;
          next = next < 0 || left[i] > left[next] ? i : next;
        }
      }
      best = next;
    }
    return result;
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
