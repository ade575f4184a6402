package io.faultline.pipeline;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.ImageReader;
import io.faultline.image.ImageWriter;
import io.faultline.image.Raster;
import io.faultline.image.Warp;
import io.faultline.proposal.WorstCovered;
import io.faultline.report.AnnotatedPhoto;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of the objects that proposals cover worst: the object dashed, its best proposal solid
 * with their IoU, and what lies around.
 */
public final class WorstCoveredPictures {
  private static final int LEAST_SIDE_PX = 256;

  private WorstCoveredPictures() {}

  /** Writes one picture each, {@code 01-photo.jpg} and so on, the worst first. */
  public static void write(Path folder, List<WorstCovered> worst) {
    for (int i = 0; i < worst.size(); i++) {
      Path photo = worst.get(i).image().path();
      String stem = String.valueOf(photo.getFileName()).replaceFirst("\\.[^.]*$", "");
      String name = String.format(Locale.ROOT, "%02d-%s.jpg", i + 1, stem);
      ImageWriter.write(folder.resolve(name), draw(ImageReader.read(photo), worst.get(i)));
    }
  }

  private static Raster draw(Raster photo, WorstCovered worst) {
    Box both = worst.best().map(worst.truth().box()::cover).orElse(worst.truth().box());
    Box around = around(both).clip(photo.width(), photo.height()).orElseThrow();
    double left = Math.rint(around.x1());
    double top = Math.rint(around.y1());
    Annotation truth = worst.truth();
    int category = truth.categoryId();
    return AnnotatedPhoto.draw(
        Warp.crop(photo, around),
        List.of(Annotation.of(truth.id(), category, truth.box().shift(-left, -top))),
        worst.best().stream()
            .map(box -> new Detection(category, box.shift(-left, -top), worst.iou()))
            .toList(),
        List.of(new Category(category, "IoU")));
  }

  /** Three times as wide and high, at least {@value #LEAST_SIDE_PX} pixels. */
  private static Box around(Box box) {
    double width = Math.max(LEAST_SIDE_PX, 3 * box.width());
    double height = Math.max(LEAST_SIDE_PX, 3 * box.height());
    return Box.ofSize(box.centerX() - width / 2, box.centerY() - height / 2, width, height);
  }
}
