package io.faultline.internal.codec.tiff;

/** Takes the rows of a TIFF picture, strip by strip or tile by tile. */
public interface TiffRows {
  /**
   * A piece of a row.
   *
   * @param plane which sample it holds, where every sample has a plane of its own; else 0
   * @param samples {@code [pixels][samples of a pixel]}, as stored: unsigned, sign-extended, or the
   *     bits of a {@code float}; overwritten after the call
   */
  void row(int plane, int x, int y, int pixels, int[] samples);

  /** Whether no more rows are wanted. */
  default boolean enough() {
    return false;
  }
}
