package io.faultline.internal.codec.tiff;

import io.faultline.FaultlineException;
import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the raw file of a camera from a TIFF. Both have the same structure, but the first picture
 * of a raw file is a thumbnail, which must not be taken for the photo.
 */
public final class RawTiff {
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int SUB_DIRECTORIES = 330;
  private static final int DNG_VERSION = 50706;

  /** A colour filter array and linear raw (DNG 1.6, page 24). */
  private static final Set<Long> RAW_PHOTOMETRIC = Set.of(32803L, 34892L);

  /** Sony, Samsung, Nikon, Kodak and Pentax, in libtiff's {@code tiff.h} and LibRaw. */
  private static final Set<Long> RAW_COMPRESSION = Set.of(32767L, 32770L, 34713L, 65000L, 65535L);

  private static final int MAX_DIRECTORIES = 16;
  private static final int MAX_ENTRIES = 512;

  private RawTiff() {}

  public static boolean isRaw(HeaderBytes in) {
    if (in.matches(8, "CR") || in.matches(8, "IIII")) {
      return true; // Canon's CR2 and Phase One's IIQ.
    }
    ByteOrder order = in.matches(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    try {
      return in.u16(2, order) == 42 && anyDirectoryIsRaw(in, order);
    } catch (FaultlineException e) {
      return false; // A damaged directory; the TIFF reader says what is wrong with it.
    }
  }

  private static boolean anyDirectoryIsRaw(HeaderBytes in, ByteOrder order) {
    Deque<Long> waiting = new ArrayDeque<>();
    waiting.add(in.u32(4, order));
    Set<Long> seen = new HashSet<>();
    while (!waiting.isEmpty() && seen.size() < MAX_DIRECTORIES) {
      long directory = waiting.remove();
      if (directory == 0 || !seen.add(directory)) {
        continue;
      }
      int entries = Math.min(MAX_ENTRIES, in.u16(directory, order));
      for (int i = 0; i < entries; i++) {
        long at = directory + 2 + 12L * i;
        int tag = in.u16(at, order);
        boolean wide = in.u16(at + 2, order) != 3;
        long value = wide ? in.u32(at + 8, order) : in.u16(at + 8, order);
        if (tag == DNG_VERSION
            || (tag == PHOTOMETRIC && RAW_PHOTOMETRIC.contains(value))
            || (tag == COMPRESSION && RAW_COMPRESSION.contains(value))) {
          return true;
        }
        if (tag == SUB_DIRECTORIES) {
          long count = Math.min(MAX_DIRECTORIES, in.u32(at + 4, order));
          for (long k = 0; k < count; k++) {
            waiting.add(count == 1 ? value : in.u32(value + 4 * k, order));
          }
        }
      }
      waiting.add(in.u32(directory + 2 + 12L * entries, order));
    }
    return false;
  }
}
