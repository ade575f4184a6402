package io.faultline.internal.proposal;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A truth box and the proposal that covers it best: what to look at when the ceiling is low.
 *
 * @param image the photo
 * @param truth the object
 * @param best the proposal of greatest IoU; empty where none touches the object
 * @param iou that IoU, in [0, 1]
 */
public record WorstCovered(ImageRecord image, Annotation truth, Optional<Box> best, double iou) {
  private static final Comparator<WorstCovered> MIN_FIRST =
      Comparator.comparingDouble(WorstCovered::iou);

  /**
   * The objects that proposals cover worst, the worst first; of equals the earlier one.
   *
   * @param count how many, at most
   */
  public static List<WorstCovered> of(List<Coverage> photos, int count) {
    return photos.stream().flatMap(WorstCovered::of).sorted(MIN_FIRST).limit(count).toList();
  }

  private static Stream<WorstCovered> of(Coverage photo) {
    return photo.objects().stream()
        .map(o -> new WorstCovered(photo.image(), o.truth(), o.best(), o.iou()));
  }
}
