package io.faultline.classifier;

import java.util.Arrays;
import java.util.List;

/** Feature vectors as rows, {@code [rows][columns]} float32; immutable. */
public final class FeatureMatrix {
  private final int rows;
  private final int columns;
  private final float[] values;

  /** Copies {@code rows * columns} values in row order. */
  public FeatureMatrix(int rows, int columns, float[] values) {
    this(values.clone(), rows, columns);
  }

  private FeatureMatrix(float[] values, int rows, int columns) {
    if (rows < 0 || !(columns > 0) || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          rows + " rows of " + columns + " do not fit " + values.length + " values");
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** A matrix on the given array, without a copy. The caller must not use the array afterwards. */
  public static FeatureMatrix owning(int rows, int columns, float[] values) {
    return new FeatureMatrix(values, rows, columns);
  }

  /** The rows of several matrices of one width, in order. */
  public static FeatureMatrix join(int columns, List<FeatureMatrix> parts) {
    int rows = parts.stream().mapToInt(FeatureMatrix::rows).reduce(0, Math::addExact);
    float[] joined = new float[Math.multiplyExact(rows, columns)];
    int at = 0;
    for (FeatureMatrix part : parts) {
      if (part.columns != columns) {
        throw new IllegalArgumentException(
            "a matrix of width " + part.columns + " does not fit width " + columns);
      }
      System.arraycopy(part.values, 0, joined, at, part.values.length);
      at += part.values.length;
    }
    return owning(rows, columns, joined);
  }

  /** A matrix of single rows, each of {@code columns} values. */
  public static FeatureMatrix ofRows(int columns, List<float[]> rows) {
    float[] joined = new float[Math.multiplyExact(rows.size(), columns)];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, joined, row * columns, columns);
    }
    return owning(rows.size(), columns, joined);
  }

  /** The number of vectors. */
  public int rows() {
    return rows;
  }

  /** The length of each vector. */
  public int columns() {
    return columns;
  }

  /** One value. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** A copy of one vector. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  /**
   * The product of a row with the {@code columns} weights from {@code from} on, summed in float64
   * over the columns in order.
   */
  public double dot(int row, float[] weights, int from) {
    double sum = 0;
    int start = row * columns;
    for (int i = 0; i < columns; i++) {
      sum += (double) weights[from + i] * values[start + i];
    }
    return sum;
  }

  /** A copy of all values in row order. */
  public float[] toArray() {
    return values.clone();
  }
}
