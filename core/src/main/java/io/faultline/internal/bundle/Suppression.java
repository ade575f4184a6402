package io.faultline.internal.bundle;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.geometry.BoxVoting;
import io.faultline.internal.geometry.Nms;
import io.faultline.internal.geometry.SoftNms;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** A detection that stays, and which of those given it was. */
  public record Survivor(int index, Detection detection) {}

  /**
   * What stays of the detections of one class, in {@link Detection#ORDER}.
   *
   * @param options the threshold of overlap, and the score below which nothing is kept
   */
  List<Detection> keep(List<Detection> oneClass, DetectorOptions options) {
    return survivors(oneClass, options).stream()
        .map(Survivor::detection)
        .sorted(Detection.ORDER)
        .toList();
  }

  /** What stays of the detections of all classes, in {@link Detection#ORDER}. */
  public List<Survivor> survivors(
      List<Detection> all, List<Category> categories, DetectorOptions options) {
    List<Survivor> kept = new ArrayList<>();
    for (Category category : categories) {
      List<Integer> mine = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).categoryId() == category.id()) {
          mine.add(i);
        }
      }
      for (Survivor one : survivors(mine.stream().map(all::get).toList(), options)) {
        kept.add(new Survivor(mine.get(one.index()), one.detection()));
      }
    }
    kept.sort(Comparator.comparing(Survivor::detection, Detection.ORDER));
    return kept;
  }

  private List<Survivor> survivors(List<Detection> oneClass, DetectorOptions options) {
    List<Box> boxes = oneClass.stream().map(Detection::box).toList();
    double[] scores = oneClass.stream().mapToDouble(Detection::score).toArray();
    List<Survivor> kept = new ArrayList<>();
    if (this == SOFT) {
      double[] left = SoftNms.scores(boxes, scores, SoftNms.SIGMA);
      for (int i = 0; i < left.length; i++) {
        if (left[i] >= options.minScore()) {
          kept.add(
              new Survivor(i, new Detection(oneClass.get(i).categoryId(), boxes.get(i), left[i])));
        }
      }
    } else {
      for (int i : Nms.greedy(boxes, scores, options.nmsIou())) {
        Detection best = oneClass.get(i);
        kept.add(
            new Survivor(
                i,
                this == GREEDY
                    ? best
                    : new Detection(
                        best.categoryId(),
                        BoxVoting.fuse(best.box(), boxes, scores, VOTE_IOU),
                        best.score())));
      }
    }
    return kept;
  }
}
