package io.faultline.detection;

import io.faultline.geometry.Box;
import java.util.Comparator;

/**
 * One found object.
 *
 * @param categoryId the dataset's category id
 * @param box in pixels of the photo
 * @param score probability-like confidence, in [0, 1] for Faultline's own detectors; any finite
 *     number for someone else's
 */
public record Detection(int categoryId, Box box, double score) {
  /** The total order of what Faultline writes: best score first, then x1, y1, x2, y2, category. */
  public static final Comparator<Detection> ORDER =
      Comparator.comparingDouble(Detection::score)
          .reversed()
          .thenComparingDouble(d -> d.box().x1())
          .thenComparingDouble(d -> d.box().y1())
          .thenComparingDouble(d -> d.box().x2())
          .thenComparingDouble(d -> d.box().y2())
          .thenComparingInt(Detection::categoryId);

  /** Refuses a score that is not a number. */
  public Detection {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score is " + score + "; it must be a finite number");
    }
  }
}
