package io.faultline.internal.codec.png;

import io.faultline.image.Raster;
import io.faultline.internal.codec.SampleDepth;
import java.util.Arrays;

/** Puts the rows of a PNG into a raster as 8-bit RGB. */
final class PngPixels {
  private final PngHeader header;
  private final byte[] palette;
  private final SampleDepth depth;
  private final byte[] rgb;
  private boolean outsidePalette;

  PngPixels(PngHeader header, byte[] palette, SampleDepth depth) {
    this.header = header;
    this.palette = palette;
    this.depth = depth;
    this.rgb = new byte[(int) (3 * header.size().pixels())];
    Arrays.fill(rgb, (byte) 128);
  }

  /**
   * Puts a row of a pass in its place. Where a pass is coarse, a pixel also fills those below and
   * right of it that later passes bring.
   */
  void put(PngPass pass, int rowOfPass, byte[] row) {
    int width = header.size().widthPx();
    int y = pass.y(rowOfPass);
    int pixels = pass.columns(width);
    int rows = Math.min(pass.fillsDown(), header.size().heightPx() - y);
    if (pixels == width && header.bits() == 8 && header.colour() == PngHeader.Colour.RGB) {
      System.arraycopy(row, 0, rgb, 3 * y * width, 3 * width);
      return;
    }
    for (int i = 0; i < pixels; i++) {
      int x = pass.x(i);
      int at = 3 * (y * width + x);
      pixel(row, i, at);
      for (int dx = 1; dx < pass.fillsAcross() && x + dx < width; dx++) {
        System.arraycopy(rgb, at, rgb, at + 3 * dx, 3);
      }
    }
    for (int dy = 1; dy < rows; dy++) {
      System.arraycopy(rgb, 3 * y * width, rgb, 3 * (y + dy) * width, 3 * width);
    }
  }

  private void pixel(byte[] row, int i, int at) {
    int bytes = header.bits() / 8;
    switch (header.colour()) {
      case RGB, RGB_ALPHA -> {
        int from = i * header.colour().samples() * bytes;
        rgb[at] = whole(row, from);
        rgb[at + 1] = whole(row, from + bytes);
        rgb[at + 2] = whole(row, from + 2 * bytes);
      }
      case GREY_ALPHA -> grey(at, whole(row, i * 2 * bytes));
      case GREY -> grey(at, greyOf(row, i));
      case PALETTE -> {
        int entry = 3 * packed(row, i);
        boolean inside = entry + 2 < palette.length;
        outsidePalette |= !inside;
        for (int c = 0; c < 3; c++) {
          rgb[at + c] = inside ? palette[entry + c] : 0;
        }
      }
    }
  }

  private void grey(int at, byte value) {
    rgb[at] = value;
    rgb[at + 1] = value;
    rgb[at + 2] = value;
  }

  private byte greyOf(byte[] row, int i) {
    return header.bits() >= 8
        ? whole(row, i * header.bits() / 8)
        : (byte) (packed(row, i) * 255 / ((1 << header.bits()) - 1));
  }

  /** A sample of 8 or 16 bits. */
  private byte whole(byte[] row, int at) {
    return header.bits() == 8
        ? row[at]
        : (byte) depth.to8((row[at] & 0xFF) << 8 | (row[at + 1] & 0xFF));
  }

  /** A sample of at most 8 bits. */
  private int packed(byte[] row, int i) {
    int bits = header.bits();
    int first = i * bits;
    return (row[first >> 3] & 0xFF) >> (8 - bits - (first & 7)) & ((1 << bits) - 1);
  }

  /** Whether a pixel named a colour that the palette does not have. */
  boolean outsidePalette() {
    return outsidePalette;
  }

  Raster raster() {
    return Raster.wrap(header.size().widthPx(), header.size().heightPx(), rgb);
  }
}
