package io.faultline.internal.labels;

import io.faultline.dataset.Polygon;
import java.util.List;

/** What outlines have in common. */
public final class Polygons {
  private Polygons() {}

  /** The tight box of at least one outline. */
  public static RawBox bounds(List<Polygon> polygons) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Polygon polygon : polygons) {
      for (int i = 0; i < polygon.corners(); i++) {
        left = Math.min(left, polygon.x(i));
        top = Math.min(top, polygon.y(i));
        right = Math.max(right, polygon.x(i));
        bottom = Math.max(bottom, polygon.y(i));
      }
    }
    return new RawBox(left, top, right - left, bottom - top);
  }
}
