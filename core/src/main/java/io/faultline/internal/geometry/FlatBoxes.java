package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.List;

/** Boxes as flat arrays, for loops over many pairs; the same arithmetic as {@link Box#iou}. */
final class FlatBoxes {
  private final double[] x1;
  private final double[] y1;
  private final double[] x2;
  private final double[] y2;
  private final double[] area;

  private FlatBoxes(int n) {
    x1 = new double[n];
    y1 = new double[n];
    x2 = new double[n];
    y2 = new double[n];
    area = new double[n];
  }

  static FlatBoxes of(List<Box> boxes) {
    int[] order = new int[boxes.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return of(boxes, order);
  }

  /** Box {@code order[i]} of the list becomes number {@code i}. */
  static FlatBoxes of(List<Box> boxes, int[] order) {
    FlatBoxes flat = new FlatBoxes(order.length);
    for (int i = 0; i < order.length; i++) {
      Box box = boxes.get(order[i]);
      flat.x1[i] = box.x1();
      flat.y1[i] = box.y1();
      flat.x2[i] = box.x2();
      flat.y2[i] = box.y2();
      flat.area[i] = box.area();
    }
    return flat;
  }

  int size() {
    return area.length;
  }

  double iou(int i, int j) {
    return iou(i, this, j);
  }

  double iou(int i, FlatBoxes other, int j) {
    double w = Math.min(x2[i], other.x2[j]) - Math.max(x1[i], other.x1[j]);
    double h = Math.min(y2[i], other.y2[j]) - Math.max(y1[i], other.y1[j]);
    if (!(w > 0) || !(h > 0)) {
      return 0;
    }
    double shared = w * h;
    return shared / (area[i] + other.area[j] - shared);
  }
}
