package io.faultline.feature;

/** Feature vectors as rows, {@code [rows][columns]} float32; immutable. */
public final class FeatureMatrix {
  private final int rows;
  private final int columns;
  private final float[] values;

  /** Copies {@code rows * columns} values in row order. */
  public FeatureMatrix(int rows, int columns, float[] values) {
    if (rows < 0 || !(columns > 0) || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          rows + " rows of " + columns + " do not fit " + values.length + " values");
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values.clone();
  }

  /** How many vectors. */
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

  /** A copy of all values in row order. */
  public float[] toArray() {
    return values.clone();
  }
}
