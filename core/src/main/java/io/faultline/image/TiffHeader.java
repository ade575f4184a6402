package io.faultline.image;

import java.nio.ByteOrder;

/**
 * The first page of a TIFF or BigTIFF file (TIFF 6.0): its size, its orientation tag, and whether
 * all strips or tiles lie within the file.
 *
 * @param size as stored
 * @param orientation the orientation tag, 1 to 8; 1 where there is none
 * @param orientationAt where in the file the low byte of that tag's value lies, or -1
 */
record TiffHeader(
    ImageSize size, int orientation, long orientationAt, Entry offsets, Entry counts) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int STRIP_COUNTS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_COUNTS = 325;
  private static final int MOST_ENTRIES = 4096;

  /** Where the values of one tag lie; {@code count} is 0 where the tag is absent. */
  record Entry(long at, long count, int bytes, ByteOrder order) {
    long value(HeaderBytes in, long index) {
      return in.number(at + index * bytes, bytes, order);
    }
  }

  static boolean signatureOf(HeaderBytes in) {
    return in.matches(0, "II*\0")
        || in.matches(0, "MM\0*")
        || in.matches(0, "II+\0")
        || in.matches(0, "MM\0+");
  }

  static TiffHeader of(HeaderBytes in) {
    ByteOrder order = in.matches(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    boolean big = in.u16(2, order) == 43;
    int wide = big ? 8 : 4;
    long directory = in.number(big ? 8 : 4, wide, order);
    long entries = in.number(directory, big ? 8 : 2, order);
    if (entries < 1 || entries > MOST_ENTRIES) {
      throw in.fault("TIFF directory has " + entries + " entries; must be 1 to " + MOST_ENTRIES);
    }
    in.requireLength(directory + (big ? 16 : 6) + entries * (big ? 20 : 12));
    Entry none = new Entry(0, 0, 1, order);
    Entry width = none;
    Entry height = none;
    Entry orientation = none;
    Entry offsets = none;
    Entry counts = none;
    for (long i = 0; i < entries; i++) {
      long at = directory + (big ? 8 : 2) + i * (big ? 20 : 12);
      Entry entry = entry(in, at, wide, order);
      switch (in.u16(at, order)) {
        case WIDTH -> width = entry;
        case HEIGHT -> height = entry;
        case ORIENTATION -> orientation = entry;
        case STRIP_OFFSETS, TILE_OFFSETS -> offsets = entry;
        case STRIP_COUNTS, TILE_COUNTS -> counts = entry;
        default -> {}
      }
    }
    if (width.count() == 0 || height.count() == 0) {
      throw in.fault("TIFF states no width or no height");
    }
    long turned = orientation.count() == 0 ? 1 : orientation.value(in, 0);
    boolean valid = turned >= 1 && turned <= 8;
    long low = orientation.at() + (order == ByteOrder.BIG_ENDIAN ? orientation.bytes() - 1 : 0);
    return new TiffHeader(
        in.size(width.value(in, 0), height.value(in, 0)),
        valid ? (int) turned : 1,
        valid && orientation.count() > 0 ? low : -1,
        offsets,
        counts);
  }

  /** One entry; all its values lie within the file. */
  private static Entry entry(HeaderBytes in, long at, int wide, ByteOrder order) {
    int bytes =
        switch (in.u16(at + 2, order)) {
          case 3, 8 -> 2;
          case 4, 9, 11, 13 -> 4;
          case 5, 10, 12, 16, 17, 18 -> 8;
          default -> 1;
        };
    long count = in.number(at + 4, wide, order);
    if (count < 0 || count > in.length()) {
      throw in.truncated();
    }
    long values = at + 4 + wide;
    long first = count * bytes <= wide ? values : in.number(values, wide, order);
    in.requireLength(first < 0 ? -1 : first + count * bytes);
    return new Entry(first, count, bytes, order);
  }

  /**
   * The same file with an orientation tag of 1: OpenCV always obeys the tag of a TIFF, whatever it
   * is told.
   */
  byte[] withoutTurn(byte[] tiff) {
    if (orientation == 1) {
      return tiff;
    }
    byte[] plain = tiff.clone();
    plain[(int) orientationAt] = 1;
    return plain;
  }

  /** Refuses a file that ends before its last strip or tile. */
  void requireWhole(HeaderBytes in) {
    if (offsets.count() == 0 || offsets.count() != counts.count()) {
      throw in.fault("TIFF does not state where its pixels lie");
    }
    for (long i = 0; i < offsets.count(); i++) {
      long offset = offsets.value(in, i);
      in.requireLength(offset < 0 ? -1 : offset + counts.value(in, i));
    }
  }
}
