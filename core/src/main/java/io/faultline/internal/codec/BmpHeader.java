package io.faultline.internal.codec;

import io.faultline.internal.image.ImageSize;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The header of a Windows or OS/2 bitmap.
 *
 * @param size as stored
 * @param fromTop whether the first row of the file is the top one
 * @param bits of a pixel
 * @param compression 0 for none, 1 and 2 for run lengths of 8 and 4 bits, 3 for bit masks
 * @param pixelsAt where the pixels begin
 * @param pixelsAfter where the header that is needed to read them ends
 */
public record BmpHeader(
    ImageSize size, boolean fromTop, int bits, long compression, long pixelsAt, long pixelsAfter) {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final List<Integer> DEPTHS = List.of(1, 2, 4, 8, 16, 24, 32);

  public static ImageSize size(HeaderBytes in) {
    if (in.u32(FILE_HEADER, LE) == CORE_HEADER) {
      return in.size(in.u16(18, LE), in.u16(20, LE));
    }
    int width = (int) in.u32(18, LE);
    int height = (int) in.u32(22, LE);
    // A negative height means that rows come from the top.
    return in.size(width, Math.abs((long) height));
  }

  static BmpHeader of(HeaderBytes in) {
    long length = in.u32(FILE_HEADER, LE);
    boolean core = length == CORE_HEADER;
    int bits = in.u16(core ? 24 : 28, LE);
    if (!DEPTHS.contains(bits)) {
      throw in.fault("BMP header states " + bits + " bits per pixel; must be one of " + DEPTHS);
    }
    return new BmpHeader(
        size(in),
        !core && (int) in.u32(22, LE) < 0,
        bits,
        core ? 0 : in.u32(30, LE),
        in.u32(10, LE),
        FILE_HEADER + length);
  }

  boolean runLengths() {
    return compression == 1 || compression == 2;
  }

  /** Bytes of a row without run lengths. */
  long rowBytes() {
    return ((long) size.widthPx() * bits + 31) / 32 * 4;
  }
}
