package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.List;

/**
 * Weighted fusion of boxes that point at the same object (box voting, Gidaris and Komodakis 2015,
 * section 4; weighted boxes fusion, Solovyev et al. 2021, for one detector): corners are the means
 * of the corners of all boxes that overlap by enough, weighted by score.
 */
public final class BoxVoting {
  private BoxVoting() {}

  /**
   * Where the voters put a box.
   *
   * @param box one of the voters, usually: without a vote it stays where it is
   * @param voters boxes of the same class
   * @param scores one per voter, at least 0
   * @param iou voters that overlap the box by at least this have a vote, in (0, 1]
   * @throws IllegalArgumentException if the lengths differ or the overlap is out of its range
   */
  public static Box fuse(Box box, List<Box> voters, double[] scores, double iou) {
    if (voters.size() != scores.length) {
      throw new IllegalArgumentException(
          voters.size() + " voters but " + scores.length + " scores; one per voter is needed");
    }
    if (!(iou > 0 && iou <= 1)) {
      throw new IllegalArgumentException("IoU is " + iou + "; it must be in (0, 1]");
    }
    double weight = 0;
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
    for (int i = 0; i < scores.length; i++) {
      Box voter = voters.get(i);
      if (scores[i] > 0 && voter.iou(box) >= iou) {
        weight += scores[i];
        x1 += scores[i] * voter.x1();
        y1 += scores[i] * voter.y1();
        x2 += scores[i] * voter.x2();
        y2 += scores[i] * voter.y2();
      }
    }
    return weight > 0 ? new Box(x1 / weight, y1 / weight, x2 / weight, y2 / weight) : box;
  }
}
