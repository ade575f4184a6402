package io.faultline.geometry;

import java.util.List;

/** Intersection over union of every pair of two lists of boxes. */
public final class IouMatrix {
  private IouMatrix() {}

  /** The matrix {@code [a.size()][b.size()]}, values in [0, 1]. */
  public static double[][] of(List<Box> a, List<Box> b) {
    FlatBoxes rows = FlatBoxes.of(a);
    FlatBoxes columns = FlatBoxes.of(b);
    double[][] iou = new double[rows.size()][columns.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        iou[i][j] = rows.iou(i, columns, j);
      }
    }
    return iou;
  }
}
