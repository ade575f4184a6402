package io.faultline.internal.codec.png;

import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a PNG file (ISO/IEC 15948, clause 5) that its pixels come from.
 *
 * @param palette three bytes per colour; empty where there is none
 * @param data where the packed pixels lie, in their order
 * @param animated whether there are more pictures than the one that is read
 * @param ended whether the end chunk was reached
 * @param doubts what is odd about the chunks
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, to the decoder.
public record PngChunks(
    byte[] palette, List<Span> data, boolean animated, boolean ended, List<String> doubts) {

  /**
   * Bytes of the file.
   *
   * @param intact whether their checksum fits
   */
  record Span(int from, int to, boolean intact) {}

  /** Walks through the chunks as far as they go. */
  public static PngChunks of(byte[] bytes, HeaderBytes in) {
    byte[] palette = {};
    List<Span> data = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    boolean animated = false;
    boolean ended = false;
    long at = PngHeader.FIRST_CHUNK;
    while (at + 8 <= bytes.length) {
      long length = in.u32(at, ByteOrder.BIG_ENDIAN);
      boolean there = at + 12 + length <= bytes.length;
      int from = (int) at + 8;
      int to = (int) Math.min(bytes.length, from + length);
      if (in.matches(at + 4, "IDAT")) {
        data.add(new Span(from, to, !there || PngHeader.intact(in, at)));
      } else if (in.matches(at + 4, "PLTE") && there) {
        requireIntact(in, at);
        palette = java.util.Arrays.copyOfRange(bytes, from, to);
      } else if (in.matches(at + 4, "acTL")) {
        animated = true;
      } else if (in.matches(at + 4, "IEND")) {
        ended = there;
        break;
      } else if (!named(in, at + 4)) {
        doubts.add("PNG is damaged: no chunk begins at byte " + at);
        break;
      } else if ((in.u8(at + 4) & 0x20) == 0 && !in.matches(at + 4, "IHDR")) {
        doubts.add("PNG has a chunk at byte " + at + " whose kind is not known");
      }
      at += 12 + length;
    }
    return new PngChunks(palette, List.copyOf(data), animated, ended, doubts);
  }

  private static void requireIntact(HeaderBytes in, long chunk) {
    if (!PngHeader.intact(in, chunk)) {
      throw in.fault("PNG chunk at byte " + chunk + " is damaged (its checksum does not fit)");
    }
  }

  private static boolean named(HeaderBytes in, long at) {
    for (int i = 0; i < 4; i++) {
      int letter = in.u8(at + i) | 0x20;
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return true;
  }
}
