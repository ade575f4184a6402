package io.faultline.detection;

import io.faultline.geometry.Box;
import io.faultline.geometry.BoxVoting;
import io.faultline.geometry.Nms;
import io.faultline.geometry.SoftNms;
import java.util.ArrayList;
import java.util.List;

/** What becomes of several boxes on one object. */
public enum Suppression {
  /** The best stays as it is, what overlaps it by more than the threshold goes. */
  GREEDY,
  /** What overlaps a better one loses score ({@link SoftNms}); the threshold is not used. */
  SOFT,
  /** As greedy, but the best moves to where all that agree with it point ({@link BoxVoting}). */
  FUSION;

  /** Boxes that vote on where a box lies overlap it by this. */
  private static final double VOTE_IOU = 0.5;

  /**
   * What stays of the detections of one class, in {@link Detection#ORDER}.
   *
   * @param options the threshold of overlap, and the score below which nothing is kept
   */
  List<Detection> keep(List<Detection> oneClass, DetectorOptions options) {
    List<Box> boxes = oneClass.stream().map(Detection::box).toList();
    double[] scores = oneClass.stream().mapToDouble(Detection::score).toArray();
    List<Detection> kept = new ArrayList<>();
    if (this == SOFT) {
      double[] left = SoftNms.scores(boxes, scores, SoftNms.SIGMA);
      for (int i = 0; i < left.length; i++) {
        if (left[i] >= options.minScore()) {
          kept.add(new Detection(oneClass.get(i).categoryId(), boxes.get(i), left[i]));
        }
      }
    } else {
      for (int i : Nms.greedy(boxes, scores, options.nmsIou())) {
        Detection best = oneClass.get(i);
        kept.add(
            this == GREEDY
                ? best
                : new Detection(
                    best.categoryId(),
                    BoxVoting.fuse(best.box(), boxes, scores, VOTE_IOU),
                    best.score()));
      }
    }
    return kept.stream().sorted(Detection.ORDER).toList();
  }
}
