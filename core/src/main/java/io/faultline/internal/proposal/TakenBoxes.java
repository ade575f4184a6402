package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Map<Integer, Corners> byArea = new HashMap<>();

  /** Boxes as numbers side by side, which are compared faster than objects. */
  private static final class Corners {
    private double[] values = new double[4 * 16];
    private int size;

    void add(Box box) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = box.x1();
      values[size++] = box.y1();
      values[size++] = box.x2();
      values[size++] = box.y2();
    }

    /** Whether the IoU with one of them is greater; the same arithmetic as {@link Box#iou}. */
    boolean overlaps(double x1, double y1, double x2, double y2, double most) {
      double area = (x2 - x1) * (y2 - y1);
      for (int i = 0; i < size; i += 4) {
        double left = values[i];
        double right = values[i + 2];
        double wide = Math.min(right, x2) - Math.max(left, x1);
        if (wide > 0) {
          double upper = values[i + 1];
          double lower = values[i + 3];
          double high = Math.min(lower, y2) - Math.max(upper, y1);
          if (high > 0) {
            double shared = wide * high;
            if (shared / ((right - left) * (lower - upper) + area - shared) > most) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  void add(Box box) {
    order.add(box);
    byArea.computeIfAbsent(areaClass(box), c -> new Corners()).add(box);
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
      Corners there = byArea.get(c);
      if (there != null && there.overlaps(box.x1(), box.y1(), box.x2(), box.y2(), most)) {
        return true;
      }
    }
    return false;
  }

  private static int areaClass(Box box) {
    return (int) Math.floor(Math.log(box.area()) / -Math.log(MIN_OVERLAP));
  }
}
