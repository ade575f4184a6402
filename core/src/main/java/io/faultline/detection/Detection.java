package io.faultline.detection;

import io.faultline.geometry.Box;
import java.util.Comparator;

/**
 * One object that a detector found.
 *
 * @param categoryId id of its category in the dataset
 * @param box in pixels of the photo
 * @param score how sure the detector is: in [0, 1] and close to a probability for Faultline's
 *     detectors, any finite number for others
 */
public record Detection(int categoryId, Box box, double score) {
  /**
   * The total order of detections in all outputs: highest score first, then x1, y1, x2, y2,
   * category.
   */
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
