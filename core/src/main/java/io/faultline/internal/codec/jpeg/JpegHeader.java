package io.faultline.internal.codec.jpeg;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.image.ImageSize;
import java.nio.ByteOrder;

/** The markers of a JPEG file (ITU T.81, annex B), and the size in its frame header. */
public final class JpegHeader {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegHeader() {}

  public static ImageSize size(HeaderBytes in) {
    long at = 2;
    while (true) {
      at = markerCode(in, at);
      int marker = in.u8(at);
      at++;
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw in.fault("JPEG has no frame header");
      }
      if (startsFrame(marker)) {
        return in.size(in.u16(at + 5, ByteOrder.BIG_ENDIAN), in.u16(at + 3, ByteOrder.BIG_ENDIAN));
      }
      at = afterSegment(in, at, marker);
    }
  }

  /** The position of the next marker's second byte; whatever is no marker is passed over. */
  private static long markerCode(HeaderBytes in, long from) {
    long at = from;
    while (true) {
      if (in.u8(at) == 0xFF && segment(in.u8(at + 1))) {
        return at + 1;
      }
      at++;
    }
  }

  /** As above, or -1 where none follows. */
  static int nextMarker(byte[] bytes, int from) {
    int at = endOfData(bytes, from);
    while (at + 1 < bytes.length && bytes[at + 1] == -1) {
      at++;
    }
    return at + 1 < bytes.length ? at + 1 : -1;
  }

  /**
   * Where entropy-coded data end at the latest: at a marker, or at the end of the file. In them
   * 0xFF is followed by 0 or by a restart marker.
   */
  static int endOfData(byte[] bytes, int from) {
    for (int at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] == -1) {
        int after = at + 1;
        while (after < bytes.length && bytes[after] == -1) {
          after++;
        }
        if (after < bytes.length && segment(bytes[after] & 0xFF)) {
          return at;
        }
        at = after - 1;
      }
    }
    return bytes.length;
  }

  static long afterSegment(HeaderBytes in, long at, int marker) {
    int length = in.u16(at, ByteOrder.BIG_ENDIAN);
    if (length < 2) {
      throw in.fault(
          "JPEG segment "
              + Integer.toHexString(marker)
              + " has length "
              + length
              + "; must be >= 2");
    }
    return at + length;
  }

  /** Whether a marker opens a segment or ends the photo, rather than standing in coded data. */
  private static boolean segment(int marker) {
    return marker != 0xFF && marker != 0 && marker != 0x01 && (marker < 0xD0 || marker > 0xD8);
  }

  static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
