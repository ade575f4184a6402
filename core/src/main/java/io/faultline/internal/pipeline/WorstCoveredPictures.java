package io.faultline.internal.pipeline;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.pictures.CutOut;
import io.faultline.internal.proposal.WorstCovered;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures of the objects that proposals cover worst: the object dashed, its best proposal solid
 * with their IoU, and what lies around.
 */
public final class WorstCoveredPictures {
  private static final int MIN_SIDE_PX = 256;

  private WorstCoveredPictures() {}

  /** Writes one picture each, {@code 01-photo.jpg} and so on, the worst first. */
  public static void write(Path folder, List<WorstCovered> worst) {
    for (int i = 0; i < worst.size(); i++) {
      Path photo = worst.get(i).image().path();
      String stem = String.valueOf(photo.getFileName()).replaceFirst("\\.[^.]*$", "");
      String name = String.format(Locale.ROOT, "%02d-%s.jpg", i + 1, stem);
      ImageWriter.writeDrawing(
          folder.resolve(name), draw(worst.get(i).image().read(), worst.get(i)));
    }
  }

  private static Raster draw(Raster photo, WorstCovered worst) {
    int category = worst.truth().categoryId();
    return CutOut.draw(
        photo,
        List.of(worst.truth()),
        worst.best().stream().map(box -> new Detection(category, box, worst.iou())).toList(),
        List.of(new Category(category, "IoU")),
        MIN_SIDE_PX);
  }
}
