package io.faultline.internal.codec.tiff;

import io.faultline.internal.codec.HeaderBytes;
import java.nio.ByteOrder;

/** Turns the bytes of one row into samples: undoes the predictor and the packing of bits. */
final class TiffUnpacker {
  private static final int PREDICTOR = 317;
  private static final int DIFFERENCES = 2;
  private static final int FLOAT_DIFFERENCES = 3;

  private final int bits;
  private final int format;
  private final int perPixel;
  private final int predictor;
  private final boolean bigEndian;
  private final int rowPixels;
  private final int rowBytes;
  private final byte[] shuffled;

  /** For rows of so many pixels; what cannot be unpacked is a fault. */
  TiffUnpacker(TiffPage page, int pixels, int perPixel) {
    HeaderBytes in = page.file();
    bits = page.bits();
    format = page.sampleFormat();
    this.perPixel = perPixel;
    rowPixels = pixels;
    bigEndian = page.order() == ByteOrder.BIG_ENDIAN;
    predictor =
        TiffCompression.predicts(page.compression())
            ? (int) Math.min(99, page.directory().number(PREDICTOR, 1))
            : 1;
    boolean whole = bits == 8 || bits == 16 || bits == 32;
    boolean known =
        switch (format) {
          case TiffPage.UNSIGNED -> bits <= 32;
          case TiffPage.SIGNED -> whole;
          case TiffPage.FLOAT -> bits == 16 || bits == 32 || bits == 64;
          default -> false;
        };
    if (!known) {
      throw in.fault("TIFF has samples of " + bits + " bits in format " + format + ", not read");
    }
    boolean predicts =
        predictor == 1
            || (predictor == DIFFERENCES && (whole || bits == 64))
            || (predictor == FLOAT_DIFFERENCES && format == TiffPage.FLOAT);
    if (!predicts) {
      throw in.fault("TIFF has predictor " + predictor + " for " + bits + " bits, not read");
    }
    rowBytes = (int) (((long) pixels * perPixel * bits + 7) / 8);
    shuffled = new byte[predictor == FLOAT_DIFFERENCES ? rowBytes : 0];
  }

  int rowBytes() {
    return rowBytes;
  }

  /** How many whole pixels so many bytes hold. */
  int pixels(int bytes) {
    return (int) Math.min(rowPixels, 8L * bytes / ((long) bits * perPixel));
  }

  /** Fills {@code samples} from a row, of which the first {@code bytes} are there. */
  void unpack(byte[] row, int bytes, int[] samples) {
    if (predictor == FLOAT_DIFFERENCES) {
      addFloatDifferences(row);
    }
    int count = pixels(bytes) * perPixel;
    boolean byteOrder = predictor != FLOAT_DIFFERENCES;
    for (int i = 0; i < count; i++) {
      samples[i] = bits < 8 || bits % 8 != 0 ? packed(row, i) : whole(row, i, byteOrder);
    }
    if (predictor == DIFFERENCES) {
      addDifferences(samples, count);
    }
    if (format == TiffPage.FLOAT && bits == 16) {
      for (int i = 0; i < count; i++) {
        samples[i] = Float.floatToRawIntBits(half(samples[i]));
      }
    }
  }

  private int packed(byte[] row, int index) {
    int value = 0;
    long from = (long) index * bits;
    for (long bit = from; bit < from + bits; bit++) {
      value = value << 1 | (row[(int) (bit >> 3)] >> (7 - (int) (bit & 7)) & 1);
    }
    return value;
  }

  private int whole(byte[] row, int index, boolean inFileOrder) {
    int bytes = bits / 8;
    int at = index * bytes;
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int place = bigEndian || !inFileOrder ? at + i : at + bytes - 1 - i;
      value = value << 8 | (row[place] & 0xFF);
    }
    if (bits == 64) {
      return Float.floatToRawIntBits((float) Double.longBitsToDouble(value));
    }
    return format == TiffPage.SIGNED ? (int) (value << (64 - bits) >> (64 - bits)) : (int) value;
  }

  private void addDifferences(int[] samples, int count) {
    int mask = bits >= 32 ? -1 : (1 << bits) - 1;
    for (int i = perPixel; i < count; i++) {
      int sum = samples[i] + samples[i - perPixel] & mask;
      samples[i] = format == TiffPage.SIGNED ? sum << (32 - bits) >> (32 - bits) : sum;
    }
  }

  /** Adobe's predictor 3 (TIFF Technical Note 3): bytes of equal weight stand side by side. */
  private void addFloatDifferences(byte[] row) {
    for (int i = perPixel; i < rowBytes; i++) {
      row[i] += row[i - perPixel];
    }
    int bytes = bits / 8;
    int values = rowBytes / bytes;
    for (int i = 0; i < values; i++) {
      for (int k = 0; k < bytes; k++) {
        shuffled[i * bytes + k] = row[k * values + i];
      }
    }
    System.arraycopy(shuffled, 0, row, 0, values * bytes);
  }

  /** IEEE 754 binary16. */
  private static float half(int value) {
    int exponent = value >> 10 & 0x1F;
    int fraction = value & 0x3FF;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
    return (value & 0x8000) == 0 ? size : -size;
  }
}
