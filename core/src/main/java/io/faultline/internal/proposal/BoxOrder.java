package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Orders of boxes that do not depend on how the boxes were found. */
public final class BoxOrder {
  /** The largest first; equal areas by x1, y1, x2, y2. A total order of distinct boxes. */
  public static final Comparator<Box> LARGEST_FIRST = BoxOrder::largestFirst;

  private BoxOrder() {}

  /** Written out: thousands of boxes of every photo are sorted. */
  private static int largestFirst(Box a, Box b) {
    int order = Double.compare(b.area(), a.area());
    order = order != 0 ? order : Double.compare(a.x1(), b.x1());
    order = order != 0 ? order : Double.compare(a.y1(), b.y1());
    order = order != 0 ? order : Double.compare(a.x2(), b.x2());
    return order != 0 ? order : Double.compare(a.y2(), b.y2());
  }

  /** The distinct boxes, largest first. */
  public static List<Box> largestFirst(Set<Box> boxes) {
    return boxes.stream().sorted(LARGEST_FIRST).toList();
  }
}
