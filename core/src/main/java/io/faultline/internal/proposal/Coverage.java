package io.faultline.internal.proposal;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well the proposals of one photo cover its truth boxes. Keeps no more of the proposals than
 * the best of each truth box, so that any number of photos fits in memory. Crowds are left out.
 *
 * @param image the photo
 * @param boxes how many proposals it has
 * @param objects one entry per truth box, in their order
 */
public record Coverage(ImageRecord image, int boxes, List<Coverage.Covered> objects) {
  /** How many of a photo's first proposals are looked at on their own. */
  static final List<Integer> BUDGETS = List.of(50, 100, 200, 500, 1000, 2000, 5000, 10000);

  /** Copies the list. */
  public Coverage {
    objects = List.copyOf(objects);
  }

  /**
   * One truth box.
   *
   * @param truth the object
   * @param best the proposal of greatest IoU, the first of equals; empty where none touches it
   * @param bestWithin the greatest IoU with the first 50, 100, ... and all proposals, each in [0,
   *     1]
   */
  public record Covered(Annotation truth, Optional<Box> best, List<Double> bestWithin) {
    /** Copies the list. */
    public Covered {
      bestWithin = List.copyOf(bestWithin);
    }

    /** The greatest IoU with any proposal; 0 where none touches the object. */
    public double iou() {
      return bestWithin.get(BUDGETS.size());
    }
  }

  /** Compares a photo's proposals with its truth. */
  public static Coverage of(ImageRecord image, Proposals proposals) {
    List<Box> boxes = proposals.boxes();
    return new Coverage(
        image, boxes.size(), image.objects().stream().map(truth -> cover(truth, boxes)).toList());
  }

  private static Covered cover(Annotation truth, List<Box> boxes) {
    List<Double> bestWithin = new ArrayList<>();
    Optional<Box> best = Optional.empty();
    double bestIou = 0;
    for (int i = 0; i < boxes.size(); i++) {
      if (bestWithin.size() < BUDGETS.size() && i == BUDGETS.get(bestWithin.size())) {
        bestWithin.add(bestIou);
      }
      double iou = boxes.get(i).iou(truth.box());
      if (iou > bestIou) {
        best = Optional.of(boxes.get(i));
        bestIou = iou;
      }
    }
    while (bestWithin.size() <= BUDGETS.size()) {
      bestWithin.add(bestIou);
    }
    return new Covered(truth, best, bestWithin);
  }
}
