package io.faultline.internal.detection;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import java.util.List;

/**
 * Boxes of a photo where regression moved them, those of higher score first.
 *
 * @param boxes in pixels of the photo
 * @param features one row per box, of the box as it stands
 */
public record MovedBoxes(List<Box> boxes, FeatureMatrix features) {
  /** Copies the list and checks that both have as many entries. */
  public MovedBoxes {
    boxes = List.copyOf(boxes);
    if (boxes.size() != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows of features do not fit " + boxes.size() + " boxes");
    }
  }
}
