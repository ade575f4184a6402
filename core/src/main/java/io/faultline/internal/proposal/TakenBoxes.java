package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.internal.geometry.FlatBoxes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A growing list of boxes that can be asked whether one of them overlaps another box by much. Boxes
 * are kept by area: those whose areas differ by a factor of more than 1 / {@value #MIN_OVERLAP}
 * cannot overlap by that much, so only three classes of area are looked at.
 */
final class TakenBoxes {
  /** Smaller overlaps cannot be asked for. */
  static final double MIN_OVERLAP = 0.8;

  private final List<Box> order = new ArrayList<>();
  private final Map<Integer, FlatBoxes> byArea = new HashMap<>();

  void add(Box box) {
    order.add(box);
    byArea.computeIfAbsent(areaClass(box), c -> new FlatBoxes()).add(box);
  }

  int count() {
    return order.size();
  }

  /** The boxes in the order in which they were added. */
  List<Box> inOrder() {
    return List.copyOf(order);
  }

  /**
   * Whether a box was added whose IoU with this one is greater than {@code most}, which is {@value
   * #MIN_OVERLAP} at least.
   */
  boolean overlaps(Box box, double most) {
    int middle = areaClass(box);
    for (int c = middle - 1; c <= middle + 1; c++) {
      FlatBoxes there = byArea.get(c);
      if (there != null && there.anyOverlaps(box, most)) {
        return true;
      }
    }
    return false;
  }

  private static int areaClass(Box box) {
    return (int) Math.floor(Math.log(box.area()) / -Math.log(MIN_OVERLAP));
  }
}
