package io.faultline.internal.codec;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.PartialRaster;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a WebP. Its coded data have no checksum and no marks in them, so that nothing but what is
 * missing at the end, or was overwritten with zeros, can be told. How much is sound is found by
 * decoding twice, with two fillings of the gap: rows that come out the same do not depend on it.
 */
public final class WebpPhoto {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final int FIRST_CHUNK = 12;

  /** Longer runs of zeros than coded data of a photo have. */
  private static final int ZEROS = 256;

  private WebpPhoto() {}

  public static PhotoReading read(byte[] bytes, HeaderBytes in, ImageSize size) {
    long claimed = 8 + in.u32(4, LE);
    if (claimed > 2L * bytes.length) {
      throw in.truncated();
    }
    Gap gap = claimed > bytes.length ? new Gap(bytes.length, (int) claimed) : gap(bytes, in);
    if (gap.to() == gap.from()) {
      Raster raster = PhotoDecoder.decode(bytes, in, size);
      boolean animated = in.matches(FIRST_CHUNK, "VP8X") && (in.u8(FIRST_CHUNK + 8) & 2) != 0;
      return animated
          ? new PhotoReading(
              raster,
              1,
              List.of("WebP is an animation; its first picture alone was read"),
              List.of())
          : PhotoReading.whole(raster);
    }
    Raster one = PhotoDecoder.decode(filled(bytes, gap, 0x00), in, size);
    Raster other = PhotoDecoder.decode(filled(bytes, gap, 0xA5), in, size);
    int rows = PartialRaster.sameRows(one, other);
    if (rows == 0) {
      throw in.fault("WebP data are damaged from the start; nothing can be decoded");
    }
    String doubt =
        gap.from() == bytes.length
            ? "WebP ends after " + bytes.length + " of " + claimed + " bytes"
            : "WebP is damaged: bytes " + gap.from() + " to " + gap.to() + " are zeros";
    double decoded = Math.min((double) rows / size.heightPx(), 1 - 1.0 / size.heightPx());
    return new PhotoReading(
        PartialRaster.greyed(one, rows, size.heightPx()),
        Math.max(0, decoded),
        List.of(doubt),
        List.of());
  }

  /** Bytes that are missing, or do not hold what they did. */
  private record Gap(int from, int to) {}

  private static byte[] filled(byte[] bytes, Gap gap, int value) {
    byte[] filled = Arrays.copyOf(bytes, Math.max(bytes.length, gap.to()));
    Arrays.fill(filled, gap.from(), gap.to(), (byte) value);
    return filled;
  }

  /** The first long run of zeros in coded pixels; empty where there is none. */
  private static Gap gap(byte[] bytes, HeaderBytes in) {
    long at = FIRST_CHUNK;
    while (at + 8 <= bytes.length) {
      long end = Math.min(bytes.length, at + 8 + in.u32(at + 4, LE));
      if (in.matches(at, "VP8 ") || in.matches(at, "VP8L")) {
        int length = 0;
        for (int i = (int) at + 8; i < end; i++) {
          length = bytes[i] == 0 ? length + 1 : 0;
          if (length == ZEROS) {
            int to = i + 1;
            while (to < end && bytes[to] == 0) {
              to++;
            }
            return new Gap(i + 1 - ZEROS, to);
          }
        }
      }
      at = end + (end & 1);
    }
    return new Gap(0, 0);
  }
}
