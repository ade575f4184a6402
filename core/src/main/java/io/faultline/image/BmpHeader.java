package io.faultline.image;

import java.nio.ByteOrder;

/** The header of a Windows or OS/2 bitmap. */
final class BmpHeader {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final int CORE_HEADER = 12;

  private BmpHeader() {}

  static ImageSize size(HeaderBytes in) {
    if (in.u32(14, LE) == CORE_HEADER) {
      return in.size(in.u16(18, LE), in.u16(20, LE));
    }
    int width = (int) in.u32(18, LE);
    int height = (int) in.u32(22, LE);
    // A negative height means that rows come from the top.
    return in.size(width, Math.abs((long) height));
  }

  /** Rows have a known length unless they are run-length coded. */
  static void requireWhole(HeaderBytes in) {
    ImageSize size = size(in);
    boolean core = in.u32(14, LE) == CORE_HEADER;
    int bits = in.u16(core ? 24 : 28, LE);
    long compression = core ? 0 : in.u32(30, LE);
    boolean runLength = compression == 1 || compression == 2;
    if (!runLength) {
      long row = ((long) size.widthPx() * bits + 31) / 32 * 4;
      in.requireLength(in.u32(10, LE) + row * size.heightPx());
    }
  }
}
