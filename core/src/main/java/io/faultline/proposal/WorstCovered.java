package io.faultline.proposal;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A truth box and the proposal that covers it best: what to look at when the ceiling is low.
 *
 * @param image the photo
 * @param truth the object
 * @param best the proposal of greatest IoU; empty where none touches the object
 * @param iou that IoU, in [0, 1]
 */
public record WorstCovered(ImageRecord image, Annotation truth, Optional<Box> best, double iou) {

  private static final Proposals NONE = new Proposals(List.of());

  /**
   * The objects that proposals cover worst, the worst first; of equals the earlier one. Crowds are
   * left out.
   *
   * @param proposals by image id
   * @param count how many, at most
   */
  public static List<WorstCovered> of(Dataset dataset, Map<Long, Proposals> proposals, int count) {
    List<WorstCovered> all = new ArrayList<>();
    for (ImageRecord image : dataset.images()) {
      for (Annotation truth : image.annotations()) {
        if (!truth.crowd()) {
          all.add(covered(image, truth, proposals.getOrDefault(image.id(), NONE).boxes()));
        }
      }
    }
    all.sort(Comparator.comparingDouble(WorstCovered::iou));
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  private static WorstCovered covered(ImageRecord image, Annotation truth, List<Box> boxes) {
    Optional<Box> best = Optional.empty();
    double bestIou = 0;
    for (Box box : boxes) {
      double iou = box.iou(truth.box());
      if (iou > bestIou) {
        best = Optional.of(box);
        bestIou = iou;
      }
    }
    return new WorstCovered(image, truth, best, bestIou);
  }
}
