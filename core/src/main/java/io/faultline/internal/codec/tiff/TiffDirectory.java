package io.faultline.internal.codec.tiff;

import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * One directory of a TIFF or BigTIFF file (TIFF 6.0, section 2): its tags, whose values are read
 * when they are asked for. A value that lies outside of the file is a fault.
 */
final class TiffDirectory {
  private static final int MAX_ENTRIES = 4096;

  private final HeaderBytes in;
  private final ByteOrder order;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private final long next;

  /** Where the values of one tag lie. */
  private record Entry(int type, long count, long at) {
    int bytes() {
      return switch (type) {
        case 3, 8 -> 2;
        case 4, 9, 11, 13 -> 4;
        case 5, 10, 12, 16, 17, 18 -> 8;
        default -> 1;
      };
    }
  }

  private TiffDirectory(HeaderBytes in, ByteOrder order, boolean big, long at) {
    this.in = in;
    this.order = order;
    int wide = big ? 8 : 4;
    int entryBytes = 4 + 2 * wide;
    long count = in.number(at, big ? 8 : 2, order);
    if (count < 1 || count > MAX_ENTRIES) {
      throw in.fault("TIFF directory has " + count + " entries; must be 1 to " + MAX_ENTRIES);
    }
    long first = at + (big ? 8 : 2);
    for (long entry = first; entry < first + count * entryBytes; entry += entryBytes) {
      int tag = in.u16(entry, order);
      int type = in.u16(entry + 2, order);
      long values = in.number(entry + 4, wide, order);
      long inline = entry + 4 + wide;
      in.requireLength(inline + wide);
      Entry there = new Entry(type, values, inline);
      boolean fits = values >= 0 && values <= wide / there.bytes();
      entries.putIfAbsent(
          tag, fits ? there : new Entry(type, values, in.number(inline, wide, order)));
    }
    next = in.number(first + count * entryBytes, wide, order);
  }

  static TiffDirectory at(HeaderBytes in, ByteOrder order, boolean big, long position) {
    return new TiffDirectory(in, order, big, position);
  }

  HeaderBytes file() {
    return in;
  }

  ByteOrder order() {
    return order;
  }

  /** Where the next directory lies; 0 where there is none. */
  long next() {
    return next;
  }

  boolean has(int tag) {
    return count(tag) > 0;
  }

  /** How many values a tag has: at most as many as the file has bytes; 0 where it is absent. */
  long count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : Math.max(0, Math.min(entry.count(), in.length()));
  }

  /** The first value of a tag, which is unsigned, or another number where it is absent. */
  long number(int tag, long otherwise) {
    return has(tag) ? number(tag, 0, otherwise) : otherwise;
  }

  /** One value of a tag, which is unsigned, or another number where there are fewer. */
  long number(int tag, long index, long otherwise) {
    Entry entry = entries.get(tag);
    if (entry == null || index >= count(tag)) {
      return otherwise;
    }
    return in.number(entry.at() + index * entry.bytes(), entry.bytes(), order);
  }

  /** One value of a tag of fractions or whole numbers. */
  double fraction(int tag, long index, double otherwise) {
    Entry entry = entries.get(tag);
    if (entry == null || index >= count(tag)) {
      return otherwise;
    }
    if (entry.type() != 5) {
      return number(tag, index, 0);
    }
    long at = entry.at() + index * 8;
    return (double) in.u32(at, order) / in.u32(at + 4, order);
  }

  /** A tag's values as bytes; empty where it is absent. */
  byte[] bytes(int tag) {
    Entry entry = entries.get(tag);
    if (entry == null || entry.bytes() != 1) {
      return new byte[0];
    }
    in.requireLength(entry.at() < 0 ? -1 : entry.at() + count(tag));
    byte[] bytes = new byte[(int) count(tag)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) in.u8(entry.at() + i);
    }
    return bytes;
  }
}
