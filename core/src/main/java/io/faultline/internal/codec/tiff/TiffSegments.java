package io.faultline.internal.codec.tiff;

import io.faultline.FaultlineException;
import io.faultline.image.Raster;
import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.codec.LzwInput;
import io.faultline.internal.codec.PackBitsInput;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.codec.WebpHeader;
import io.faultline.internal.codec.WebpPhoto;
import io.faultline.internal.codec.jpeg.JpegHeader;
import io.faultline.internal.codec.jpeg.JpegPhoto;
import io.faultline.internal.image.ImageSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * Reads the strips or tiles of one picture of a TIFF file, row by row, so that no more than a row
 * is held. What is damaged or missing costs the rest of its strip or tile alone.
 */
public final class TiffSegments {
  private static final int FILL_ORDER = 266;
  private static final int SUBSAMPLING = 530;

  /** What faults of a picture within the picture call it, to be cut off. */
  private static final String NAME = "segment";

  /** Samples of one row, 64 MiB; more is no photo. */
  private static final long MAX_ROW_SAMPLES = 1 << 24;

  /**
   * What came out.
   *
   * @param decoded share of the pixels, in [0, 1]
   * @param damage one line for each strip or tile that was not read as a whole, without its end
   */
  public record Outcome(double decoded, List<String> damage) {}

  private final TiffPage page;
  private final byte[] bytes;
  private final int perPixel;
  private final Optional<TiffUnpacker> unpacker;
  private long pixels;

  /** Refuses what cannot be read at all. */
  public TiffSegments(TiffPage page, byte[] bytes) {
    this.page = page;
    this.bytes = bytes;
    perPixel = page.planar() ? 1 : page.samples();
    TiffCompression.requireKnown(page);
    long row = (long) page.segmentWidth() * perPixel;
    if (row > MAX_ROW_SAMPLES) {
      throw page.file()
          .fault("TIFF has rows of " + row + " samples; must be at most " + MAX_ROW_SAMPLES);
    }
    if (TiffCompression.isFax(page.compression()) && (page.bits() != 1 || page.samples() != 1)) {
      throw page.file()
          .fault("TIFF is a fax of " + page.samples() + " samples of " + page.bits() + " bits");
    }
    if (subsampled() && (page.planar() || page.bits() != 8)) {
      throw page.file().fault("TIFF has YCbCr of reduced colour in planes or not 8 bits, not read");
    }
    if (isPicture() && (page.bits() != 8 || !(perPixel == 1 || perPixel == 3))) {
      throw page.file()
          .fault(
              "TIFF holds JPEG or WebP of "
                  + perPixel
                  + " samples of "
                  + page.bits()
                  + " bits;"
                  + " must be 1 or 3 of 8 bits");
    }
    unpacker =
        isPicture() || subsampled()
            ? Optional.empty()
            : Optional.of(new TiffUnpacker(page, page.segmentWidth(), perPixel));
  }

  /** Whether the samples come as RGB or grey whatever the page says, as from JPEG. */
  public boolean isPicture() {
    return TiffCompression.isPicture(page.compression());
  }

  private int subsampling(int index) {
    return (int) Math.min(99, page.directory().number(SUBSAMPLING, index, 2));
  }

  private boolean subsampled() {
    return page.photometric() == TiffPage.YCBCR
        && !isPicture()
        && (subsampling(0) != 1 || subsampling(1) != 1);
  }

  public Outcome read(TiffRows rows) {
    List<String> damage = new ArrayList<>();
    int planes = page.planar() ? page.samples() : 1;
    long needed = page.segmentsInPlane() * planes;
    long there = page.segmentsThere();
    pixels = 0;
    for (long i = 0; i < there && !rows.enough(); i++) {
      try {
        segment(i, rows);
      } catch (IOException | FaultlineException | IndexOutOfBoundsException e) {
        damage.add(page.segmentName() + " " + (i + 1) + " of " + needed + " " + reason(e));
      }
    }
    if (there < needed) {
      damage.add(
          page.segmentName() + " " + (there + 1) + " of " + needed + " has no place in the file");
    }
    double decoded = (double) pixels / ((double) page.size().pixels() * planes);
    return new Outcome(damage.isEmpty() ? decoded : Math.min(decoded, BELOW_ONE), damage);
  }

  private static final double BELOW_ONE = Math.nextDown(1.0);

  private String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof TruncatedException) {
      return message;
    }
    if (e instanceof FaultlineException) {
      return message.startsWith(NAME + ": ") ? message.substring(NAME.length() + 2) : message;
    }
    return "is damaged (" + (e instanceof IOException ? message : "it cannot be unpacked") + ")";
  }

  /** The file ends within the strip or tile, or before it. */
  private static final class TruncatedException extends IOException {
    private static final long serialVersionUID = 1;

    TruncatedException(String message) {
      super(message);
    }
  }

  private void segment(long index, TiffRows rows) throws IOException {
    long inPlane = page.segmentsInPlane();
    int plane = (int) (index / inPlane);
    long place = index % inPlane;
    int x = (int) (place % page.segmentsAcross()) * page.segmentWidth();
    int y = (int) (place / page.segmentsAcross()) * page.segmentHeight();
    Place at =
        new Place(
            plane,
            x,
            y,
            Math.min(page.segmentWidth(), page.size().widthPx() - x),
            Math.min(page.segmentHeight(), page.size().heightPx() - y));
    long end = page.segmentOffset(index) + page.segmentBytes(index);
    boolean cut = page.segmentBytes(index) < Long.MAX_VALUE && end > bytes.length;
    try {
      unpack(packed(index), at, rows);
    } catch (IOException e) {
      throw cut ? truncated() : e;
    }
    if (cut) {
      throw truncated();
    }
  }

  private void unpack(byte[] packed, Place at, TiffRows rows) throws IOException {
    if (isPicture()) {
      picture(packed, at, rows);
    } else if (subsampled()) {
      subsampled(packed, at, rows);
    } else {
      plain(packed, at, rows);
    }
  }

  /** Where a strip or tile lies in the picture, without what stands out over its border. */
  private record Place(int plane, int x, int y, int width, int height) {}

  private TruncatedException truncated() {
    return new TruncatedException("is truncated (the file ends after " + bytes.length + " bytes)");
  }

  private byte[] packed(long index) throws IOException {
    long offset = page.segmentOffset(index);
    long count = page.segmentBytes(index);
    if (offset == 0 || count == 0) {
      throw new IOException("it is empty");
    }
    if (offset < 0 || offset >= bytes.length || count < 0) {
      throw truncated();
    }
    int end = (int) (count > bytes.length - offset ? bytes.length : offset + count);
    byte[] packed = Arrays.copyOfRange(bytes, (int) offset, end);
    if (page.directory().number(FILL_ORDER, 1) == 2 && !isPicture()) {
      for (int i = 0; i < packed.length; i++) {
        packed[i] = (byte) (Integer.reverse(packed[i]) >>> 24);
      }
    }
    return packed;
  }

  private void plain(byte[] packed, Place at, TiffRows rows) throws IOException {
    TiffUnpacker unpack = unpacker.orElseThrow();
    byte[] row = new byte[unpack.rowBytes()];
    int[] samples = new int[page.segmentWidth() * perPixel];
    try (InputStream in =
        TiffCompression.isFax(page.compression())
            ? TiffFax.unpacked(page, packed, at.height())
            : TiffCompression.unpacked(page.compression(), packed)) {
      for (int y = 0; y < at.height(); y++) {
        if (rows.enough()) {
          return;
        }
        int read = in.readNBytes(row, 0, row.length);
        int whole = Math.min(at.width(), unpack.pixels(read));
        unpack.unpack(row, read, samples);
        deliver(at, y, whole, samples, rows);
        if (whole < at.width()) {
          throw new IOException("it ends in row " + (y + 1) + " of " + at.height());
        }
      }
      requireEnd(in, at, row);
    }
  }

  /**
   * LZW and PackBits must end where their rows do, and a checksum stands at the end of deflated
   * data.
   */
  private void requireEnd(InputStream in, Place at, byte[] row) throws IOException {
    boolean padded = at.height() < page.segmentHeight();
    boolean ends = true;
    if (in instanceof LzwInput lzw) {
      ends = lzw.atEnd();
    } else if (in instanceof PackBitsInput packBits) {
      ends = packBits.atEnd();
    } else if (in instanceof InflaterInputStream) {
      int padding = page.segmentHeight() - at.height();
      for (int y = 0; y < padding && in.readNBytes(row, 0, row.length) == row.length; y++) {
        // What stands out over the picture's border.
      }
      ends = in.read() < 0;
    }
    if (!ends && !padded) {
      throw new IOException("it holds more than its rows");
    }
  }

  private void deliver(Place at, int y, int count, int[] samples, TiffRows rows) {
    if (count > 0) {
      rows.row(at.plane(), at.x(), at.y() + y, count, samples);
      pixels += count;
    }
  }

  /** Reads a strip or tile that is a JPEG or a WebP, as stored. */
  private PhotoReading embedded(byte[] file) throws IOException {
    HeaderBytes in = HeaderBytes.of(file, NAME);
    boolean jpeg = page.compression() == TiffCompression.JPEG;
    ImageSize size = jpeg ? JpegHeader.size(in) : WebpHeader.size(in);
    if (size.pixels() > Raster.MAX_PIXELS) {
      throw new IOException("its header claims " + size);
    }
    return jpeg ? JpegPhoto.read(file, in, size) : WebpPhoto.read(file, in, size);
  }

  /** A strip or tile that is the file of a picture. */
  private void picture(byte[] packed, Place at, TiffRows rows) throws IOException {
    byte[] file =
        page.compression() == TiffCompression.JPEG ? TiffJpeg.whole(page, packed) : packed;
    PhotoReading reading = embedded(file);
    Raster raster = reading.raster();
    int width = Math.min(at.width(), raster.width());
    int height = (int) Math.round(Math.min(at.height(), raster.height()) * reading.decoded());
    int[] samples = new int[width * perPixel];
    for (int y = 0; y < height; y++) {
      for (int x = 0, to = 0; x < width; x++) {
        int pixel = raster.pixel(x, y);
        samples[to++] = pixel >> 16;
        if (perPixel == 3) {
          samples[to++] = pixel >> 8 & 0xFF;
          samples[to++] = pixel & 0xFF;
        }
      }
      deliver(at, y, width, samples, rows);
    }
    if (!reading.doubts().isEmpty()) {
      throw new IOException(reading.doubts().get(0));
    }
    if (width < at.width() || height < at.height()) {
      throw new IOException("it is " + raster.width() + "x" + raster.height());
    }
  }

  /** YCbCr of which several pixels share their colour (TIFF 6.0, section 21). */
  private void subsampled(byte[] packed, Place at, TiffRows rows) throws IOException {
    int across = subsampling(0);
    int down = subsampling(1);
    if (!(across == 1 || across == 2 || across == 4) || !(down == 1 || down == 2 || down == 4)) {
      throw new IOException("its colour is reduced " + across + "x" + down);
    }
    int unit = across * down + 2;
    byte[] units = new byte[(page.segmentWidth() + across - 1) / across * unit];
    int[] samples = new int[page.segmentWidth() * 3];
    try (InputStream in = TiffCompression.unpacked(page.compression(), packed)) {
      for (int top = 0; top < at.height() && !rows.enough(); top += down) {
        int read = in.readNBytes(units, 0, units.length);
        int whole = Math.min(at.width(), read / unit * across);
        for (int y = 0; y < Math.min(down, at.height() - top); y++) {
          for (int x = 0; x < whole; x++) {
            int from = x / across * unit;
            samples[3 * x] = units[from + y * across + x % across] & 0xFF;
            samples[3 * x + 1] = units[from + unit - 2] & 0xFF;
            samples[3 * x + 2] = units[from + unit - 1] & 0xFF;
          }
          deliver(at, top + y, whole, samples, rows);
        }
        if (whole < at.width()) {
          throw new IOException("it ends in row " + (top + 1) + " of " + at.height());
        }
      }
    }
  }
}
