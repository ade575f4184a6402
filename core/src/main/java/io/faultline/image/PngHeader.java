package io.faultline.image;

import java.io.ByteArrayOutputStream;
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
      if (critical(in, at) && sum(in, at + 4, end) != in.u32(end, ByteOrder.BIG_ENDIAN)) {
        throw in.fault("PNG chunk at byte " + at + " is damaged (its checksum does not fit)");
      }
      if (in.matches(at + 4, "IEND")) {
        return;
      }
      at = end + 4;
    }
  }

  /**
   * The same file without its ancillary chunks, none of which changes a colour that is kept:
   * transparency is dropped, and gamma, profiles and animations are not obeyed. Without them the
   * decoder has nothing to warn about and no packed text to unfold.
   */
  static byte[] withoutAncillaryChunks(byte[] png, HeaderBytes in) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(png.length);
    kept.write(png, 0, FIRST_CHUNK);
    int at = FIRST_CHUNK;
    while (at + 12 <= png.length) {
      int whole = 12 + (int) in.u32(at, ByteOrder.BIG_ENDIAN);
      if (critical(in, at)) {
        kept.write(png, at, whole);
      }
      if (in.matches(at + 4, "IEND")) {
        break;
      }
      at += whole;
    }
    return kept.toByteArray();
  }

  /** Chunks with a capital letter carry the pixels. */
  private static boolean critical(HeaderBytes in, long chunk) {
    return (in.u8(chunk + 4) & 0x20) == 0;
  }

  private static long sum(HeaderBytes in, long from, long to) {
    CRC32 crc = new CRC32();
    for (long at = from; at < to; at++) {
      crc.update(in.at(at));
    }
    return crc.getValue();
  }
}
