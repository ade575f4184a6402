package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.internal.detection.DetectionStep;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An object that was not found, and where it was lost.
 *
 * @param image its photo
 * @param truth the object
 * @param stage what lost it
 * @param bestIou its best overlap with a box of its class after each {@link DetectionStep}, in
 *     their order, in [0, 1]; 0 where no box was left
 * @param bestScore the highest score of any box of its class that overlaps it by half or more, in
 *     any step; 0 where there is none
 * @param nearest the box that overlapped it most at the last step at which it was still matched, or
 *     else among the proposals; empty where none overlaps it at all
 */
public record Miss(
    ImageRecord image,
    Annotation truth,
    LossStage stage,
    List<Double> bestIou,
    double bestScore,
    Optional<Detection> nearest) {
  /** By stage, then the largest object first, then by photo and annotation. */
  public static final Comparator<Miss> ORDER =
      Comparator.comparing(Miss::stage)
          .thenComparing(
              Comparator.comparingDouble((Miss miss) -> miss.truth().box().area()).reversed())
          .thenComparingLong(miss -> miss.image().id())
          .thenComparingLong(miss -> miss.truth().id());

  /** Copies the list and checks its length. */
  public Miss {
    bestIou = List.copyOf(bestIou);
    if (bestIou.size() != DetectionStep.values().length) {
      throw new IllegalArgumentException(
          bestIou.size() + " overlaps for " + DetectionStep.values().length + " steps");
    }
  }

  /** The overlap of {@link #nearest}, 0 where there is none. */
  public double nearestIou() {
    return nearest.map(box -> box.box().iou(truth.box())).orElse(0.0);
  }
}
