package io.faultline.internal.reading;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.Raster;
import io.faultline.internal.codec.BmpPhoto;
import io.faultline.internal.codec.GifPicture;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.codec.png.PngChunks;
import io.faultline.internal.codec.png.PngHeader;
import io.faultline.internal.codec.png.PngPass;
import io.faultline.internal.codec.png.PngRows;
import io.faultline.internal.codec.tiff.TiffColours;
import io.faultline.internal.codec.tiff.TiffPage;
import io.faultline.internal.codec.tiff.TiffPages;
import io.faultline.internal.codec.tiff.TiffPhoto;
import io.faultline.internal.codec.tiff.TiffSegments;
import io.faultline.internal.image.ImageSize;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads masks with their own values: samples of 1 to 32 bits, floating-point samples, palettes,
 * colours and alpha. Photos are read with 8 bits by {@link ImageReader}, which would make nothing
 * of a mask of 0 and 1 in 16 bits.
 *
 * <p>A mask of which any part is damaged or not read is a fault: what it does not show would be
 * taken for nothing.
 */
public final class MaskReader {
  private MaskReader() {}

  /**
   * Reads a mask.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where it is not whole, has several
   *     pictures, or has more different values than any mask
   */
  public static MaskPicture read(Path file) {
    byte[] bytes = ImageReader.bytes(file, ReadOptions.DEFAULT);
    try {
      return decode(bytes, file.toString());
    } catch (OutOfMemoryError e) {
      throw ImageReader.tooLarge(file, e);
    }
  }

  /**
   * As {@link #read}, from memory.
   *
   * @param name what faults call it
   */
  public static MaskPicture decode(byte[] bytes, String name) {
    HeaderBytes in = HeaderBytes.of(bytes, name);
    return switch (ImageFormat.of(in)) {
      case TIFF -> tiff(bytes, in);
      case PNG -> {
        requireWhole(ImageReader.examine(bytes, name, ReadOptions.DEFAULT), in);
        yield png(bytes, in);
      }
      case GIF -> gif(in);
      case BMP -> {
        PhotoReading reading = BmpPhoto.read(bytes, in, false);
        requireWhole(reading, in);
        yield raster(reading.raster(), in);
      }
      case JPEG, WEBP -> {
        PhotoReading reading = ImageReader.examine(bytes, name, ReadOptions.DEFAULT);
        requireWhole(reading, in);
        yield raster(reading.raster(), in);
      }
    };
  }

  private static void requireWhole(PhotoReading reading, HeaderBytes in) {
    requireNone(reading.doubts(), in);
  }

  private static void requireNone(List<String> doubts, HeaderBytes in) {
    if (!doubts.isEmpty()) {
      throw in.fault(doubts.get(0));
    }
  }

  private static void requireFew(MaskTally tally, HeaderBytes in) {
    if (tally.overflowed()) {
      throw in.fault("has more than " + MaskTally.MAX_KEYS + " different values; it is no mask");
    }
  }

  private static MaskPicture raster(Raster raster, HeaderBytes in) {
    MaskTally tally = new MaskTally(new ImageSize(raster.width(), raster.height()));
    for (int y = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++) {
        int pixel = raster.pixel(x, y);
        tally.put(x, y, MaskKeys.key(pixel >> 16, pixel >> 8 & 0xFF, pixel & 0xFF, 255));
      }
    }
    return colours(tally, 255, false, in);
  }

  private static MaskPicture colours(
      MaskTally tally, int full, boolean whiteIsZero, HeaderBytes in) {
    requireFew(tally, in);
    MaskKeys keys = new MaskKeys(tally.keys(), full);
    return tally.picture(keys::of, keys.full(), whiteIsZero);
  }

  /** By colours where these tell the positions apart, else by positions. */
  private static MaskPicture palette(
      MaskTally tally, Function<Integer, Integer> colour, double positions, HeaderBytes in) {
    requireFew(tally, in);
    Set<Integer> different = new HashSet<>();
    tally.keys().forEach(key -> different.add(colour.apply((int) (long) key)));
    boolean apart = different.size() == tally.keys().size();
    return tally.picture(
        key ->
            apart
                ? MaskValue.ofColour(colour.apply((int) (long) key), (int) (long) key)
                : MaskValue.ofNumber(key),
        apart ? 255 : positions,
        false);
  }

  private static MaskPicture gif(HeaderBytes in) {
    GifPicture gif = GifPicture.of(in);
    requireNone(gif.doubts(), in);
    MaskTally tally = new MaskTally(gif.size());
    for (int y = 0; y < gif.size().heightPx(); y++) {
      for (int x = 0; x < gif.size().widthPx(); x++) {
        tally.put(x, y, gif.index(x, y));
      }
    }
    return palette(tally, gif::colour, 255, in);
  }

  private static MaskPicture png(byte[] bytes, HeaderBytes in) {
    PngHeader header = PngHeader.of(in);
    PngChunks chunks = PngChunks.of(bytes, in);
    MaskTally all = png(bytes, header, chunks, false);
    MaskTally tally = all.overflowed() ? png(bytes, header, chunks, true) : all;
    if (header.colour() == PngHeader.Colour.PALETTE) {
      byte[] table = chunks.palette();
      return palette(
          tally,
          i ->
              (table[3 * i] & 0xFF) << 16
                  | (table[3 * i + 1] & 0xFF) << 8
                  | (table[3 * i + 2] & 0xFF),
          (1 << header.bits()) - 1,
          in);
    }
    if (header.colour() == PngHeader.Colour.GREY) {
      requireFew(tally, in);
      return tally.picture(MaskValue::ofNumber, (1 << header.bits()) - 1, false);
    }
    return colours(tally, (1 << header.bits()) - 1, false, in);
  }

  /**
   * The samples of a PNG.
   *
   * @param alphaAlone whether colours are left out, for they are a photo's
   */
  private static MaskTally png(
      byte[] bytes, PngHeader header, PngChunks chunks, boolean alphaAlone) {
    ImageSize size = header.size();
    MaskTally tally = new MaskTally(size);
    int samples = header.colour().samples();
    int full = (1 << header.bits()) - 1;
    boolean alpha = samples == 2 || samples == 4;
    try (PngRows rows = new PngRows(bytes, chunks.data(), Math.max(1, header.pixelBits() / 8))) {
      for (PngPass pass : PngPass.of(header.interlaced())) {
        int columns = pass.columns(size.widthPx());
        int count = columns == 0 ? 0 : pass.rows(size.heightPx());
        rows.startPass(header.rowBytes(columns));
        for (int y = 0; y < count && rows.next(); y++) {
          for (int x = 0; x < columns; x++) {
            int first = sample(rows.row(), header.bits(), x * samples);
            long key = first;
            if (samples > 1) {
              int last = sample(rows.row(), header.bits(), (x + 1) * samples - 1);
              boolean rgb = samples > 2 && !alphaAlone;
              int green = rgb ? sample(rows.row(), header.bits(), x * samples + 1) : first;
              int blue = rgb ? sample(rows.row(), header.bits(), x * samples + 2) : first;
              key =
                  alpha && alphaAlone
                      ? MaskKeys.key(0, 0, 0, last)
                      : MaskKeys.key(first, green, blue, alpha ? last : full);
            }
            tally.put(pass.x(x), pass.y(y), key);
          }
        }
      }
    }
    return tally;
  }

  private static int sample(byte[] row, int bits, int index) {
    if (bits == 16) {
      return (row[2 * index] & 0xFF) << 8 | (row[2 * index + 1] & 0xFF);
    }
    int first = index * bits;
    return (row[first >> 3] & 0xFF) >> (8 - bits - (first & 7)) & ((1 << bits) - 1);
  }

  private static MaskPicture tiff(byte[] bytes, HeaderBytes in) {
    TiffPages pages = TiffPages.of(in);
    TiffPage page = pages.photo();
    if (!pages.others().isEmpty() || pages.stacked() > 1 || pages.damage().isPresent()) {
      throw in.fault(
          pages.damage().orElse("has " + (pages.others().size() + 1) + " pages; a mask has one"));
    }
    TiffSegments segments = new TiffSegments(page, bytes);
    boolean inks =
        switch (page.photometric()) {
          case TiffPage.CMYK, TiffPage.CIELAB, TiffPage.ICCLAB -> true;
          case TiffPage.YCBCR -> !segments.isPicture();
          default -> false;
        };
    if (page.planar() || inks) {
      PhotoReading reading = TiffPhoto.read(bytes, in);
      requireWhole(reading, in);
      return raster(reading.raster(), in);
    }
    int samples = page.samples();
    boolean colour = samples >= 3 && page.bits() <= 16;
    boolean alpha = samples == 2 || samples == 4;
    boolean decimal = page.sampleFormat() == TiffPage.FLOAT;
    if (samples > 1 && page.bits() > 16) {
      throw in.fault("has " + samples + " samples of " + page.bits() + " bits; a mask has one");
    }
    int full = (1 << Math.min(16, page.bits())) - 1;
    MaskTally tally = new MaskTally(page.size());
    TiffSegments.Outcome outcome =
        segments.read(
            (plane, x, y, pixels, row) -> {
              for (int i = 0, at = 0; i < pixels; i++, at += samples) {
                long key =
                    colour
                        ? MaskKeys.key(
                            row[at], row[at + 1], row[at + 2], alpha ? row[at + 3] : full)
                        : samples == 2 && page.bits() <= 16
                            ? MaskKeys.key(row[at], row[at], row[at], row[at + 1])
                            : row[at];
                tally.put(x + i, y, key);
              }
            });
    requireNone(outcome.damage(), in);
    if (colour || (samples == 2 && page.bits() <= 16)) {
      return colours(tally, full, false, in);
    }
    if (page.photometric() == TiffPage.PALETTE && page.bits() <= 8) {
      int[] colours = TiffColours.colourMap(page);
      return palette(tally, i -> colours[i], full, in);
    }
    requireFew(tally, in);
    boolean signed = page.sampleFormat() == TiffPage.SIGNED;
    return tally.picture(
        key ->
            MaskValue.ofNumber(
                decimal
                    ? Float.intBitsToFloat((int) (long) key)
                    : signed ? key : (int) (long) key & 0xFFFFFFFFL),
        decimal ? 1 : Math.pow(2, page.bits()) - 1,
        page.photometric() == TiffPage.WHITE_IS_ZERO);
  }
}
