package io.faultline.image;

import java.nio.ByteOrder;

/**
 * The markers of a JPEG file (ITU T.81, annex B): the frame's size, and whether the end is there.
 */
final class JpegHeader {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegHeader() {}

  static ImageSize size(HeaderBytes in) {
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

  /** Walks all segments and scans to the end-of-image marker. */
  static void requireWhole(HeaderBytes in) {
    long at = 2;
    while (true) {
      at = markerCode(in, at);
      int marker = in.u8(at);
      at++;
      if (marker == END_OF_IMAGE) {
        return;
      }
      at = afterSegment(in, at, marker);
    }
  }

  /**
   * The position of the next marker's second byte. Entropy-coded data is passed over on the way: in
   * it 0xFF is followed by 0 or by a restart marker.
   */
  private static long markerCode(HeaderBytes in, long from) {
    long at = from;
    while (true) {
      if (in.u8(at) == 0xFF) {
        int next = in.u8(at + 1);
        if (next != 0xFF && next != 0 && !standsAlone(next)) {
          return at + 1;
        }
      }
      at++;
    }
  }

  private static long afterSegment(HeaderBytes in, long at, int marker) {
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

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  private static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
