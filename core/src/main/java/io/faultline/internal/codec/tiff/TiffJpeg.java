package io.faultline.internal.codec.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes a whole JPEG of a strip or tile, whose tables the file keeps once (TIFF Tech Note 2). */
final class TiffJpeg {
  private static final int TABLES = 347;
  private static final int MARKER = 2;

  private TiffJpeg() {}

  static byte[] whole(TiffPage page, byte[] segment) throws IOException {
    if (segment.length < 2 * MARKER) {
      throw new IOException("it is no JPEG");
    }
    byte[] tables = page.directory().bytes(TABLES);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream(segment.length + tables.length + 16);
    jpeg.write(segment, 0, MARKER);
    jpeg.writeBytes(adobe(page.photometric() == TiffPage.YCBCR));
    if (tables.length > 2 * MARKER) {
      jpeg.write(tables, MARKER, tables.length - 2 * MARKER);
    }
    jpeg.write(segment, MARKER, segment.length - MARKER);
    return jpeg.toByteArray();
  }

  /** Adobe's marker, which says whether the colours are YCbCr; without it libjpeg guesses. */
  private static byte[] adobe(boolean yCbCr) {
    byte[] marker = "\u00FF\u00EE\0\u000EAdobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    marker[marker.length - 1] = (byte) (yCbCr ? 1 : 0);
    return marker;
  }
}
