package io.faultline.proposal;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Orders of boxes that do not depend on how the boxes were found. */
final class BoxOrder {
  /** The largest first; equal areas by x1, y1, x2, y2. A total order of distinct boxes. */
  static final Comparator<Box> LARGEST_FIRST =
      Comparator.comparingDouble(Box::area)
          .reversed()
          .thenComparingDouble(Box::x1)
          .thenComparingDouble(Box::y1)
          .thenComparingDouble(Box::x2)
          .thenComparingDouble(Box::y2);

  private BoxOrder() {}

  /** The distinct boxes, largest first. */
  static List<Box> largestFirst(Set<Box> boxes) {
    return boxes.stream().sorted(LARGEST_FIRST).toList();
  }

  /**
   * The same boxes in the order of the van der Corput sequence in base 2: every prefix is spread
   * evenly over the list, so that of boxes sorted by size or place the first few have all sizes and
   * places.
   */
  static List<Box> spread(List<Box> boxes) {
    int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, boxes.size() - 1));
    List<Box> spread = new ArrayList<>(boxes.size());
    for (long i = 0; i < 1L << bits; i++) {
      int rank = Integer.reverse((int) i) >>> (32 - bits);
      if (rank < boxes.size()) {
        spread.add(boxes.get(rank));
      }
    }
    return spread;
  }

  /**
   * One box of each list in turn, until all are used up or {@code budget} distinct ones are found.
   */
  static List<Box> inTurn(List<List<Box>> lists, int budget) {
    Set<Box> seen = new HashSet<>();
    List<Box> merged = new ArrayList<>();
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    for (int rank = 0; rank < longest; rank++) {
      for (List<Box> list : lists) {
        if (merged.size() < budget && rank < list.size() && seen.add(list.get(rank))) {
          merged.add(list.get(rank));
        }
      }
    }
    return merged;
  }
}
