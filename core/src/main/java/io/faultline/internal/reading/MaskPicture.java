package io.faultline.internal.reading;

import java.util.List;

/**
 * A mask as its file has it, whatever its depth: which pixel holds which value. Immutable; rows
 * from the top.
 */
public final class MaskPicture {
  private final int width;
  private final int height;
  private final char[] codes;
  private final List<MaskValue> values;
  private final double full;
  private final boolean whiteIsZero;

  MaskPicture(
      int width,
      int height,
      char[] codes,
      List<MaskValue> values,
      double full,
      boolean whiteIsZero) {
    this.width = width;
    this.height = height;
    this.codes = codes;
    this.values = List.copyOf(values);
    this.full = full;
    this.whiteIsZero = whiteIsZero;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The position in {@link #values()} of what a pixel holds. */
  public int code(int x, int y) {
    return codes[y * width + x];
  }

  /** The values that occur, each once, in the order in which a scan by rows meets them. */
  public List<MaskValue> values() {
    return values;
  }

  /** The greatest number that the file's samples can hold. */
  public double full() {
    return full;
  }

  /**
   * Whether the file says that 0 is white, as TIFF files of one bit often do. The values are as
   * stored.
   */
  public boolean whiteIsZero() {
    return whiteIsZero;
  }
}
