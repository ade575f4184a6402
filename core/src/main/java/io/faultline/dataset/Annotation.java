package io.faultline.dataset;

import io.faultline.geometry.Box;
import java.util.List;

/**
 * One object of the ground truth.
 *
 * @param id the id in the dataset; 0 is a valid id
 * @param categoryId id of its {@link Category}
 * @param box in pixels of the photo as stored
 * @param area COCO's area: the number of mask pixels if there is a mask, otherwise the area of the
 *     box
 * @param crowd whether this marks a group that is neither hit nor miss (COCO's {@code iscrowd})
 * @param polygons the outline if one is known, otherwise empty; for COCO run lengths, the outer
 *     border of each connected part
 */
public record Annotation(
    long id, int categoryId, Box box, double area, boolean crowd, List<Polygon> polygons) {

  /** Checks the area and copies the list. */
  public Annotation {
    if (!(area >= 0)) {
      throw new IllegalArgumentException(
          "annotation " + id + ": area is " + area + "; must be >= 0");
    }
    polygons = List.copyOf(polygons);
  }

  /** A plain box without an outline. */
  public static Annotation of(long id, int categoryId, Box box) {
    return new Annotation(id, categoryId, box, box.area(), false, List.of());
  }
}
