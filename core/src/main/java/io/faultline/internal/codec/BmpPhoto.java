package io.faultline.internal.codec;

import io.faultline.image.Raster;
import io.faultline.internal.image.PartialRaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a bitmap as far as it goes. Nothing in a bitmap tells a wrong pixel; what can be told is
 * that data end early, and that a stretch of them was overwritten with zeros.
 */
public final class BmpPhoto {
  private static final int SECTOR = 512;
  private static final int FEW_RUNS = 2;

  private BmpPhoto() {}

  public static PhotoReading read(byte[] bytes, HeaderBytes in) {
    return read(bytes, in, true);
  }

  /**
   * As {@link #read(byte[], HeaderBytes)}.
   *
   * @param inspect whether stretches of zeros are damage; those of a mask are not
   */
  public static PhotoReading read(byte[] bytes, HeaderBytes in, boolean inspect) {
    BmpHeader header = BmpHeader.of(in);
    if (header.pixelsAt() < header.pixelsAfter() || header.pixelsAt() >= bytes.length) {
      throw in.fault(
          "BMP header states that pixels begin at byte "
              + header.pixelsAt()
              + " of "
              + bytes.length
              + "; must lie behind the header and in the file");
    }
    return header.runLengths() ? runs(bytes, in, header) : rows(bytes, in, header, inspect);
  }

  private static PhotoReading rows(
      byte[] bytes, HeaderBytes in, BmpHeader header, boolean inspect) {
    int height = header.size().heightPx();
    long end = header.pixelsAt() + header.rowBytes() * height;
    int there = (int) Math.min(height, (bytes.length - header.pixelsAt()) / header.rowBytes());
    if (there == 0) {
      throw in.truncated();
    }
    if (end > Integer.MAX_VALUE - 8) {
      throw in.fault("BMP has " + end + " bytes; must be at most " + (Integer.MAX_VALUE - 8));
    }
    byte[] whole = end > bytes.length ? Arrays.copyOf(bytes, (int) end) : bytes;
    PhotoReading read = cut(PhotoDecoder.decode(whole, in, header.size()), header, there);
    return inspect && zeroed(bytes, header)
        ? read.doubted(
            "BMP is damaged: a stretch of the pixels was overwritten with zeros",
            1 - 1.0 / Math.max(2, height))
        : read;
  }

  private static PhotoReading runs(byte[] bytes, HeaderBytes in, BmpHeader header) {
    BmpRuns runs = BmpRuns.of(bytes, header);
    if (runs.rows() == 0) {
      throw in.fault("BMP data are damaged in the first row; nothing can be decoded");
    }
    byte[] closed = Arrays.copyOf(bytes, runs.end() + 2);
    closed[runs.end()] = 0;
    closed[runs.end() + 1] = 1;
    return cut(PhotoDecoder.decode(closed, in, header.size()), header, runs.rows());
  }

  private static PhotoReading cut(Raster raster, BmpHeader header, int rows) {
    int height = header.size().heightPx();
    if (rows == height) {
      return PhotoReading.whole(raster);
    }
    Raster known =
        header.fromTop()
            ? PartialRaster.greyed(raster, rows, height)
            : PartialRaster.greyed(raster, 0, height - rows);
    List<String> doubts = new ArrayList<>();
    doubts.add("BMP data end early: " + rows + " of " + height + " rows are there");
    return new PhotoReading(known, (double) rows / height, doubts, List.of());
  }

  /**
   * Whether a stretch of the pixels was overwritten with zeros. A black part of a photo makes a run
   * of zeros in each of its rows, and a black border one that begins and ends with a row.
   */
  private static boolean zeroed(byte[] bytes, BmpHeader header) {
    int from = (int) header.pixelsAt();
    int runs = 0;
    boolean inside = false;
    boolean sectors = false;
    for (int at = from; at < bytes.length; at++) {
      int start = at;
      while (at < bytes.length && bytes[at] == 0) {
        at++;
      }
      if (at - start >= SECTOR) {
        runs++;
        boolean ends = at == bytes.length;
        inside |= !rowBegins(start - from, header) || !(ends || rowBegins(at - from, header));
        sectors |= start % SECTOR == 0 && (ends || at % SECTOR == 0);
      }
    }
    return sectors || (inside && runs <= FEW_RUNS);
  }

  /** Whether a row begins here, or within the padding before it and the first pixel behind it. */
  private static boolean rowBegins(int offset, BmpHeader header) {
    long inRow = offset % header.rowBytes();
    return inRow <= 4 || inRow >= header.rowBytes() - 4;
  }
}
