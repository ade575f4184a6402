package io.faultline.internal.pictures;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Warp;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a photo with truth and detections on it, as {@link AnnotatedPhoto} draws them, and what
 * lies around.
 */
public final class CutOut {
  private CutOut() {}

  /**
   * Cuts out three times the width and height of all boxes together.
   *
   * @param truth boxes to be drawn dashed
   * @param detections boxes to be drawn solid, with category and score
   * @param leastSidePx neither side is shorter, as far as the photo goes
   * @throws IllegalArgumentException without any box
   */
  public static Raster draw(
      Raster photo,
      List<Annotation> truth,
      List<Detection> detections,
      List<Category> categories,
      int leastSidePx) {
    Box all =
        Stream.concat(truth.stream().map(Annotation::box), detections.stream().map(Detection::box))
            .reduce(Box::cover)
            .orElseThrow(() -> new IllegalArgumentException("there is no box to cut out"));
    Box around = around(all, leastSidePx).clip(photo.width(), photo.height()).orElseThrow();
    double left = Math.rint(around.x1());
    double top = Math.rint(around.y1());
    return AnnotatedPhoto.draw(
        Warp.crop(photo, around),
        truth.stream()
            .map(one -> Annotation.of(one.id(), one.categoryId(), one.box().shift(-left, -top)))
            .toList(),
        detections.stream()
            .map(one -> new Detection(one.categoryId(), one.box().shift(-left, -top), one.score()))
            .toList(),
        categories);
  }

  private static Box around(Box box, int leastSidePx) {
    double width = Math.max(leastSidePx, 3 * box.width());
    double height = Math.max(leastSidePx, 3 * box.height());
    return Box.ofSize(box.centerX() - width / 2, box.centerY() - height / 2, width, height);
  }
}
