package io.faultline.internal.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A comment in pictures that Faultline draws for people, such as annotated photos. By it they are
 * known where they lie among photos, so that no boxes of an earlier run are looked at as a photo.
 */
public final class DrawingMark {
  private static final String TEXT = "drawn by Faultline, no photo";

  /** The comment stands behind the first segment or chunk. */
  private static final int HEAD_BYTES = 256;

  private static final int PNG_HEADER_END = 33;

  private DrawingMark() {}

  /** A JPEG with the mark, behind its JFIF segment. */
  static byte[] inJpeg(byte[] jpeg) {
    boolean jfif = (jpeg[2] & 0xFF) == 0xFF && (jpeg[3] & 0xFF) == 0xE0;
    int at = jfif ? 4 + ((jpeg[4] & 0xFF) << 8 | (jpeg[5] & 0xFF)) : 2;
    byte[] text = TEXT.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer segment = ByteBuffer.allocate(4 + text.length);
    segment.putShort((short) 0xFFFE).putShort((short) (2 + text.length)).put(text);
    return inserted(jpeg, at, segment.array());
  }

  /** A PNG with the mark, behind its header. */
  static byte[] inPng(byte[] png) {
    byte[] text = ("Comment\0" + TEXT).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer chunk = ByteBuffer.allocate(12 + text.length);
    chunk.putInt(text.length).put("tEXt".getBytes(StandardCharsets.US_ASCII)).put(text);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + text.length);
    chunk.putInt((int) sum.getValue());
    return inserted(png, PNG_HEADER_END, chunk.array());
  }

  private static byte[] inserted(byte[] file, int at, byte[] piece) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(file.length + piece.length);
    whole.write(file, 0, at);
    whole.writeBytes(piece);
    whole.write(file, at, file.length - at);
    return whole.toByteArray();
  }

  /** Whether a file has the mark. */
  public static boolean isIn(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return isIn(new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1));
    }
  }

  /**
   * Whether a file has the mark.
   *
   * @param head its first bytes, 256 or more, in ISO 8859-1
   */
  public static boolean isIn(String head) {
    return head.substring(0, Math.min(HEAD_BYTES, head.length())).contains(TEXT);
  }
}
