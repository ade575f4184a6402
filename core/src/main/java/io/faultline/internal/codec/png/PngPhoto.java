package io.faultline.internal.codec.png;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.codec.SampleDepth;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a PNG as far as it goes. It is decoded here rather than by libpng, which gives up a photo
 * of which a byte is wrong, writes to the standard error stream, and holds all samples at full
 * depth.
 *
 * <p>None of the chunks that are left out changes a colour that is kept: transparency is dropped,
 * and gamma, profiles and animations are not obeyed.
 */
public final class PngPhoto {
  private final PngHeader header;
  private final PngChunks chunks;
  private final List<String> doubts = new ArrayList<>();

  /** Pixels before the first fault, and before the chunk whose checksum is wrong. */
  private long pixels;

  private long trusted = -1;
  private int damagedSpan = -1;
  private int checked;

  private PngPhoto(PngHeader header, PngChunks chunks) {
    this.header = header;
    this.chunks = chunks;
    doubts.addAll(chunks.doubts());
  }

  public static PhotoReading read(byte[] bytes, HeaderBytes in) {
    PngChunks chunks = PngChunks.of(bytes, in);
    PngHeader header = PngHeader.of(in);
    if (header.colour() == PngHeader.Colour.PALETTE && chunks.palette().length < 3) {
      throw in.fault("PNG has no palette");
    }
    return new PngPhoto(header, chunks).decode(bytes, in);
  }

  private PhotoReading decode(byte[] bytes, HeaderBytes in) {
    SampleDepth depth = depth(bytes);
    PngPixels target = new PngPixels(header, chunks.palette(), depth);
    boolean ended = unpack(bytes, target);
    long all = header.size().pixels();
    if (pixels == 0) {
      throw in.fault("PNG data are damaged from the start; nothing can be decoded");
    }
    double decoded = (double) pixels / all;
    if (pixels < all) {
      doubts.add(
          "PNG data "
              + (chunks.ended() ? "are damaged" : "end early or are damaged")
              + ": "
              + pixels
              + " of "
              + all
              + " pixels can be decoded");
    } else if (damagedSpan < 0 && !ended) {
      doubts.add("PNG data do not end where the last row does");
      decoded = chunks.ended() ? almost(all) : 1;
    } else if (!chunks.ended() && doubts.isEmpty()) {
      doubts.add("PNG has no end chunk, though all of its pixels are there");
    }
    if (damagedSpan >= 0) {
      doubts.add(
          "PNG chunk "
              + (damagedSpan + 1)
              + " of "
              + chunks.data().size()
              + " with pixels is damaged (its checksum does not fit)");
      decoded = Math.min(trusted > 0 ? (double) trusted / all : decoded, almost(all));
    }
    if (target.outsidePalette()) {
      doubts.add("PNG is damaged: pixels have colours that its palette lacks");
      decoded = Math.min(decoded, almost(all));
    }
    if (chunks.animated()) {
      doubts.add("PNG is an animation; its first picture alone was read");
    }
    return new PhotoReading(target.raster(), decoded, doubts, depth.assumption().stream().toList());
  }

  /** The greatest sample decides, for which rows of 16 bits are unpacked once more. */
  private SampleDepth depth(byte[] bytes) {
    if (header.bits() <= 8) {
      return SampleDepth.of(header.bits(), 255, 0);
    }
    long enough = SampleDepth.allBitsInUse(header.bits());
    int max = 0;
    try (PngRows rows = rows(bytes)) {
      for (PngPass pass : PngPass.of(header.interlaced())) {
        int columns = pass.columns(header.size().widthPx());
        int count = columns == 0 ? 0 : pass.rows(header.size().heightPx());
        rows.startPass(header.rowBytes(columns));
        for (int row = 0; row < count && max < enough && rows.next(); row++) {
          max = Math.max(max, greatest(rows.row(), columns));
        }
      }
    }
    return SampleDepth.of(header.bits(), max, 0);
  }

  /** The greatest of a row's samples of 16 bits, alpha left out. */
  private int greatest(byte[] row, int pixels) {
    PngHeader.Colour colour = header.colour();
    int max = 0;
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < colour.colours(); c++) {
        int at = 2 * (i * colour.samples() + c);
        max = Math.max(max, (row[at] & 0xFF) << 8 | (row[at + 1] & 0xFF));
      }
    }
    return max;
  }

  private PngRows rows(byte[] bytes) {
    return new PngRows(bytes, chunks.data(), Math.max(1, header.pixelBits() / 8));
  }

  /** Where something is wrong, nobody knows where: a pixel less than all. */
  private static double almost(long all) {
    return 1 - 1.0 / Math.max(2, all);
  }

  /** Whether the data end with the last row. */
  private boolean unpack(byte[] bytes, PngPixels target) {
    int width = header.size().widthPx();
    try (PngRows rows = rows(bytes)) {
      for (PngPass pass : PngPass.of(header.interlaced())) {
        int columns = pass.columns(width);
        int count = columns == 0 ? 0 : pass.rows(header.size().heightPx());
        rows.startPass(header.rowBytes(columns));
        for (int row = 0; row < count; row++) {
          boolean whole = rows.next();
          noteSpan(rows.span());
          if (!whole) {
            return false;
          }
          target.put(pass, row, rows.row());
          pixels += columns;
        }
      }
      boolean ended = rows.ended();
      noteSpan(rows.span());
      return ended;
    }
  }

  /** Notes what was decoded when the first damaged chunk was reached. */
  private void noteSpan(int span) {
    if (damagedSpan < 0) {
      for (; checked <= span; checked++) {
        if (!chunks.data().get(checked).intact()) {
          damagedSpan = checked;
          trusted = pixels;
          return;
        }
      }
    }
  }
}
