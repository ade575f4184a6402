package io.faultline.internal.codec.png;

import java.util.List;

/**
 * Which pixels a pass of a PNG brings (ISO/IEC 15948, 8.2).
 *
 * @param left column of its first pixel
 * @param top row of its first pixel
 * @param across columns from one of its pixels to the next
 * @param down rows from one of its pixels to the next
 */
public record PngPass(int left, int top, int across, int down) {
  private static final List<PngPass> WHOLE = List.of(new PngPass(0, 0, 1, 1));
  private static final List<PngPass> ADAM7 =
      List.of(
          new PngPass(0, 0, 8, 8),
          new PngPass(4, 0, 8, 8),
          new PngPass(0, 4, 4, 8),
          new PngPass(2, 0, 4, 4),
          new PngPass(0, 2, 2, 4),
          new PngPass(1, 0, 2, 2),
          new PngPass(0, 1, 1, 2));

  public static List<PngPass> of(boolean interlaced) {
    return interlaced ? ADAM7 : WHOLE;
  }

  /** Pixels of it in a row, of a photo of this width. */
  public int columns(int width) {
    return (width - left + across - 1) / across;
  }

  /** Rows of it, of a photo of this height. */
  public int rows(int height) {
    return (height - top + down - 1) / down;
  }

  public int x(int column) {
    return left + column * across;
  }

  public int y(int row) {
    return top + row * down;
  }

  /** Columns that are unknown until later passes: those up to the next known one. */
  int fillsAcross() {
    return left > 0 ? left : across;
  }

  /** Rows that are unknown until later passes. */
  int fillsDown() {
    return top > 0 ? top : down;
  }
}
