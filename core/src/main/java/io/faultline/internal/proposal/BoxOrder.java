package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Orders of boxes that do not depend on how the boxes were found. */
public final class BoxOrder {
  /** The largest first; equal areas by x1, y1, x2, y2. A total order of distinct boxes. */
  public static final Comparator<Box> LARGEST_FIRST =
      Comparator.comparingDouble(Box::area)
          .reversed()
          .thenComparingDouble(Box::x1)
          .thenComparingDouble(Box::y1)
          .thenComparingDouble(Box::x2)
          .thenComparingDouble(Box::y2);

  private BoxOrder() {}

  /** The distinct boxes, largest first. */
  public static List<Box> largestFirst(Set<Box> boxes) {
    return boxes.stream().sorted(LARGEST_FIRST).toList();
  }
}
