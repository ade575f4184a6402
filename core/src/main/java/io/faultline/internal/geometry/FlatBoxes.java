package io.faultline.internal.geometry;

import io.faultline.geometry.Box;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Boxes as flat arrays, for loops over many pairs; the same arithmetic as {@link Box#iou}. */
public final class FlatBoxes {
  private static final int FIRST_CAPACITY = 16;

  private double[] x1;
  private double[] y1;
  private double[] x2;
  private double[] y2;
  private double[] area;
  private int size;

  /** No boxes yet. */
  public FlatBoxes() {
    this(FIRST_CAPACITY);
  }

  private FlatBoxes(int capacity) {
    x1 = new double[capacity];
    y1 = new double[capacity];
    x2 = new double[capacity];
    y2 = new double[capacity];
    area = new double[capacity];
  }

  static FlatBoxes of(List<Box> boxes) {
    return of(boxes, IntStream.range(0, boxes.size()).toArray());
  }

  /** Box {@code order[i]} of the list becomes number {@code i}. */
  static FlatBoxes of(List<Box> boxes, int[] order) {
    FlatBoxes flat = new FlatBoxes(order.length);
    for (int i : order) {
      flat.add(boxes.get(i));
    }
    return flat;
  }

  /** Appends a box. */
  public void add(Box box) {
    if (size == area.length) {
      int larger = Math.max(FIRST_CAPACITY, 2 * size);
      x1 = Arrays.copyOf(x1, larger);
      y1 = Arrays.copyOf(y1, larger);
      x2 = Arrays.copyOf(x2, larger);
      y2 = Arrays.copyOf(y2, larger);
      area = Arrays.copyOf(area, larger);
    }
    x1[size] = box.x1();
    y1[size] = box.y1();
    x2[size] = box.x2();
    y2[size] = box.y2();
    area[size] = box.area();
    size++;
  }

  double iou(int i, int j) {
    return iou(i, x1[j], y1[j], x2[j], y2[j], area[j]);
  }

  /** Whether the IoU of any of them with a box is greater than {@code most}. */
  public boolean anyOverlaps(Box box, double most) {
    double boxArea = box.area();
    for (int i = 0; i < size; i++) {
      if (iou(i, box.x1(), box.y1(), box.x2(), box.y2(), boxArea) > most) {
        return true;
      }
    }
    return false;
  }

  private double iou(int i, double left, double top, double right, double bottom, double other) {
    double w = Math.min(x2[i], right) - Math.max(x1[i], left);
    if (!(w > 0)) {
      return 0; // So are most of many boxes.
    }
    double h = Math.min(y2[i], bottom) - Math.max(y1[i], top);
    if (!(h > 0)) {
      return 0;
    }
    double shared = w * h;
    return shared / (area[i] + other - shared);
  }
}
