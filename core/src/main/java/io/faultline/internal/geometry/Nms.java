package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.Arrays;
import java.util.List;

/** Non-maximum suppression: of boxes that overlap, the best scored stays. */
public final class Nms {
  private Nms() {}

  /**
   * Greedy suppression as {@code torchvision.ops.nms}: boxes are visited best score first, equal
   * scores by the lower index, and each one that stays suppresses every later box whose IoU with it
   * is greater than (not equal to) the threshold. Time grows with boxes times boxes kept.
   *
   * @param boxes the boxes, of one class
   * @param scores one per box, not NaN
   * @param iouThreshold in [0, 1]
   * @return indices of the boxes that stay, best first
   * @throws IllegalArgumentException if the lengths differ, a score is NaN or the threshold is
   *     outside [0, 1]
   */
  public static int[] greedy(List<Box> boxes, double[] scores, double iouThreshold) {
    if (boxes.size() != scores.length) {
      throw new IllegalArgumentException(
          boxes.size() + " boxes but " + scores.length + " scores; one score per box is needed");
    }
    if (!(iouThreshold >= 0 && iouThreshold <= 1)) {
      throw new IllegalArgumentException(
          "NMS threshold is " + iouThreshold + "; it must be in [0, 1]");
    }
    int[] order = ScoreOrder.descending(scores);
    FlatBoxes sorted = FlatBoxes.of(boxes, order);
    int[] kept = new int[order.length];
    int count = 0;
    for (int candidate = 0; candidate < order.length; candidate++) {
      if (!suppressed(sorted, kept, count, candidate, iouThreshold)) {
        kept[count++] = candidate;
      }
    }
    for (int i = 0; i < count; i++) {
      kept[i] = order[kept[i]];
    }
    return Arrays.copyOf(kept, count);
  }

  private static boolean suppressed(
      FlatBoxes boxes, int[] kept, int count, int candidate, double iouThreshold) {
    for (int i = 0; i < count; i++) {
      if (boxes.iou(kept[i], candidate) > iouThreshold) {
        return true;
      }
    }
    return false;
  }
}
