package io.faultline.internal.region;

import io.faultline.geometry.Box;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Positives made from truth boxes: every edge moved at random by up to a third of the side. Small
 * or oddly shaped objects have hardly any proposals that overlap them enough; without these a
 * network would see next to nothing but background.
 */
final class TruthJitter {
  private static final double LARGEST_MOVE = 1.0 / 3;
  private static final int TRIES = 20;

  private TruthJitter() {}

  /**
   * One positive near a truth box, each of them equally likely.
   *
   * @param truths the truth regions of a photo, at least one
   * @param leastIou what it overlaps the truth at least, in (0, 1)
   * @return labelled by the truth it overlaps most; the truth box itself where 20 draws overlap too
   *     little
   */
  static Region draw(List<Region> truths, double leastIou, SplittableRandom random) {
    Region from = truths.get(random.nextInt(truths.size()));
    for (int i = 0; i < TRIES; i++) {
      Region moved = labelled(moved(from.box(), random), truths);
      if (moved.iou() >= leastIou) {
        return moved;
      }
    }
    return from;
  }

  private static Box moved(Box box, SplittableRandom random) {
    double reach = random.nextDouble(LARGEST_MOVE);
    double x = reach * box.width();
    double y = reach * box.height();
    return new Box(
        box.x1() + x * signed(random),
        box.y1() + y * signed(random),
        box.x2() + x * signed(random),
        box.y2() + y * signed(random));
  }

  private static double signed(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  private static Region labelled(Box box, List<Region> truths) {
    Region best = truths.get(0);
    double bestIou = 0;
    for (Region truth : truths) {
      double iou = box.iou(truth.box());
      if (iou > bestIou) {
        best = truth;
        bestIou = iou;
      }
    }
    return new Region(box, bestIou, best.label(), false, best.object());
  }
}
