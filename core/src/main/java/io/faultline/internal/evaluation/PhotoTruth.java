package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.util.List;
import java.util.stream.Stream;

/**
 * The truth of a photo in one class, as matching sees it. On a photo that is not {@link
 * ImageRecord#complete complete} a detection that finds no object may be right, so the whole photo
 * is a crowd there: such detections are neither hits nor false alarms.
 */
final class PhotoTruth {
  private PhotoTruth() {}

  /** The annotations of a class in the dataset's order, then the crowd of an incomplete photo. */
  static List<Annotation> of(ImageRecord photo, int categoryId) {
    Stream<Annotation> own =
        photo.annotations().stream().filter(one -> one.categoryId() == categoryId);
    return (photo.complete() ? own : Stream.concat(own, Stream.of(everywhere(photo, categoryId))))
        .toList();
  }

  /** Larger than the photo, for detections of others may reach beyond its edges. */
  private static Annotation everywhere(ImageRecord photo, int categoryId) {
    double width = photo.widthPx();
    double height = photo.heightPx();
    Box box = new Box(-width, -height, 2 * width, 2 * height);
    return new Annotation(-1, categoryId, box, box.area(), true, List.of());
  }
}
