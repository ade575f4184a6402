package io.faultline.image;

import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** The chunks of a PNG file (ISO/IEC 15948): the size, and whether all of them arrived intact. */
final class PngHeader {
  static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final int FIRST_CHUNK = 8;

  private PngHeader() {}

  static ImageSize size(HeaderBytes in) {
    if (!in.matches(FIRST_CHUNK + 4, "IHDR")) {
      in.requireLength(FIRST_CHUNK + 25);
      throw in.fault("PNG does not begin with an IHDR chunk");
    }
    return in.size(in.u32(16, ByteOrder.BIG_ENDIAN), in.u32(20, ByteOrder.BIG_ENDIAN));
  }

  /** Walks the chunks to IEND and checks the sums of those that carry pixels. */
  static void requireWhole(HeaderBytes in) {
    long at = FIRST_CHUNK;
    while (true) {
      long length = in.u32(at, ByteOrder.BIG_ENDIAN);
      long end = at + 8 + length;
      in.requireLength(end + 4);
      boolean critical = (in.u8(at + 4) & 0x20) == 0;
      if (critical && sum(in, at + 4, end) != in.u32(end, ByteOrder.BIG_ENDIAN)) {
        throw in.fault("PNG chunk at byte " + at + " is damaged (its checksum does not fit)");
      }
      if (in.matches(at + 4, "IEND")) {
        return;
      }
      at = end + 4;
    }
  }

  private static long sum(HeaderBytes in, long from, long to) {
    CRC32 crc = new CRC32();
    for (long at = from; at < to; at++) {
      crc.update(in.at(at));
    }
    return crc.getValue();
  }
}
