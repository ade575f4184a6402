package io.faultline.internal.synthetic.varied;

import io.faultline.image.Raster;
import io.faultline.internal.synthetic.paint.Planes;

/**
 * Which parts of the cracks can be seen in the finished photo: those that differ from what is
 * beside them, measured against how much that differs in itself. What light, blur, stones or the
 * file format took away is not labelled.
 */
final class VisibleCracks {
  private static final int CELL = 12;
  private static final int INNER_PX = 2;
  private static final int OUTER_PX = 7;

  /** Differences of means, in standard deviations of the surroundings, and in grey levels. */
  private static final double CLEAR = 1.1;

  private static final double FAINT = 0.5;
  private static final double LEAST_LEVELS = 4;

  /** Of a crack that is seen in fewer places, nothing is labelled. */
  private static final double LEAST_SHARE = 0.3;

  /** Means over fewer pixels say less. */
  private static final double ENOUGH_PIXELS = 20;

  private final Raster photo;
  private final int columns;
  private final int rows;
  private final double[][] inside;
  private final double[][] beside;

  private VisibleCracks(Raster photo) {
    this.photo = photo;
    this.columns = (photo.width() + CELL - 1) / CELL + 2;
    this.rows = (photo.height() + CELL - 1) / CELL + 2;
    this.inside = new double[3][columns * rows];
    this.beside = new double[3][columns * rows];
  }

  /**
   * Clears the owner of each pixel where its crack cannot be seen.
   *
   * @param owner number of the crack at each pixel, from 1; 0 where there is none
   */
  static void keep(Raster photo, byte[] owner, int cracks) {
    for (byte crack = 1; crack <= cracks; crack++) {
      new VisibleCracks(photo).keep(owner, crack);
    }
  }

  private void keep(byte[] owner, byte crack) {
    measure(owner, crack);
    boolean[] seen = new boolean[columns * rows];
    boolean clear = false;
    for (int row = 1; row + 1 < rows; row++) {
      for (int column = 1; column + 1 < columns; column++) {
        double strength = strength(row * columns + column);
        seen[row * columns + column] = strength >= FAINT;
        clear |= strength >= CLEAR;
      }
    }
    int all = 0;
    int visible = 0;
    for (int i = 0; i < owner.length; i++) {
      if (owner[i] == crack) {
        all++;
        visible += seen[cell(i)] ? 1 : 0;
      }
    }
    boolean noticed = clear && visible >= LEAST_SHARE * all;
    for (int i = 0; i < owner.length; i++) {
      if (owner[i] == crack && !(noticed && seen[cell(i)])) {
        owner[i] = 0;
      }
    }
  }

  private int cell(int i) {
    int y = i / photo.width();
    int x = i - y * photo.width();
    return (y / CELL + 1) * columns + x / CELL + 1;
  }

  /** Sums counts, brightness and its square over each cell: on the crack, and beside any crack. */
  private void measure(byte[] owner, byte crack) {
    int width = photo.width();
    float[] any = new float[owner.length];
    float[] own = new float[owner.length];
    for (int i = 0; i < owner.length; i++) {
      any[i] = owner[i] > 0 ? 1 : 0;
      own[i] = owner[i] == crack ? 1 : 0;
    }
    float[] near = Planes.box(any, width, INNER_PX);
    float[] around = Planes.box(own, width, OUTER_PX);
    for (int i = 0; i < owner.length; i++) {
      if (owner[i] == crack) {
        count(inside, i, width);
      } else if (around[i] > 1e-5f && near[i] < 1e-5f) {
        count(beside, i, width);
      }
    }
  }

  private void count(double[][] sums, int i, int width) {
    int y = i / width;
    int pixel = photo.pixel(i - y * width, y);
    double grey =
        0.299 * ((pixel >> 16) & 0xFF) + 0.587 * ((pixel >> 8) & 0xFF) + 0.114 * (pixel & 0xFF);
    int at = cell(i);
    sums[0][at]++;
    sums[1][at] += grey;
    sums[2][at] += grey * grey;
  }

  /** How clearly the crack is seen in a cell and those around it; 0 where it is not. */
  private double strength(int cell) {
    double in = sum(inside[0], cell);
    double out = sum(beside[0], cell);
    if (in < 5 || out < 10) {
      return 0;
    }
    double mean = sum(beside[1], cell) / out;
    double spread = Math.sqrt(Math.max(0, sum(beside[2], cell) / out - mean * mean));
    double levels = Math.abs(sum(inside[1], cell) / in - mean);
    return levels < LEAST_LEVELS
        ? 0
        : levels / (spread + 1.5) * Math.min(1, Math.sqrt(in / ENOUGH_PIXELS));
  }

  private double sum(double[] sums, int cell) {
    double sum = 0;
    for (int row = cell - columns; row <= cell + columns; row += columns) {
      sum += sums[row - 1] + sums[row] + sums[row + 1];
    }
    return sum;
  }
}
