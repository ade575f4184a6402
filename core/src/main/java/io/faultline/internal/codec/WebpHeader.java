package io.faultline.internal.codec;

import io.faultline.internal.image.ImageSize;
import java.nio.ByteOrder;

/** The first chunks of a WebP file (RFC 9649). */
public final class WebpHeader {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  private WebpHeader() {}

  public static ImageSize size(HeaderBytes in) {
    if (in.matches(12, "VP8X")) {
      return in.size(1 + in.number(24, 3, LE), 1 + in.number(27, 3, LE));
    }
    if (in.matches(12, "VP8L")) {
      long bits = in.u32(21, LE);
      return in.size(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
    }
    if (in.matches(12, "VP8 ")) {
      return in.size(in.u16(26, LE) & 0x3FFF, in.u16(28, LE) & 0x3FFF);
    }
    in.requireLength(30);
    throw in.fault("WebP does not begin with a VP8, VP8L or VP8X chunk");
  }
}
