package io.faultline.internal.codec.tiff;

import io.faultline.internal.codec.HeaderBytes;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.image.Orientation;
import java.nio.ByteOrder;

/**
 * One picture of a TIFF file, as its directory describes it (TIFF 6.0).
 *
 * @param directory all its tags
 * @param size as stored
 * @param bits of each sample, 1 to 64
 * @param samples of each pixel, with alpha and other extra samples
 * @param photometric what the samples mean, or -1 where the file does not say
 * @param compression the method's number
 * @param planar whether each sample has a plane of its own
 * @param segmentWidth of a tile, or of a strip, which is as wide as the picture
 * @param segmentHeight of a tile or strip
 */
public record TiffPage(
    TiffDirectory directory,
    ImageSize size,
    int bits,
    int samples,
    int photometric,
    int compression,
    boolean planar,
    int segmentWidth,
    int segmentHeight) {
  public static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  public static final int PALETTE = 3;
  static final int TRANSPARENCY = 4;
  public static final int CMYK = 5;
  public static final int YCBCR = 6;
  public static final int CIELAB = 8;
  public static final int ICCLAB = 9;

  static final int UNSIGNED = 1;
  public static final int SIGNED = 2;
  public static final int FLOAT = 3;

  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int SUBFILE_TYPE = 255;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_COUNTS = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_COUNTS = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  private static final int MAX_SAMPLES = 64;

  /** Rows of a tile are held in memory one at a time; tiles are hardly ever wider than this. */
  private static final int MAX_TILE_SIDE = 1 << 18;

  static TiffPage of(TiffDirectory directory) {
    HeaderBytes in = directory.file();
    if (!directory.has(WIDTH) || !directory.has(HEIGHT)) {
      throw in.fault("TIFF states no width or no height");
    }
    ImageSize size = in.size(directory.number(WIDTH, 0), directory.number(HEIGHT, 0));
    long samples = directory.number(SAMPLES, 1);
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw in.fault("TIFF has " + samples + " samples per pixel; must be 1 to " + MAX_SAMPLES);
    }
    long bits = directory.number(BITS, 1);
    for (int i = 0; i < Math.min(samples, directory.count(BITS)); i++) {
      long other = directory.number(BITS, i, bits);
      if (other != bits || other < 1 || other > 64) {
        throw in.fault(
            "TIFF has samples of " + bits + " and " + other + " bits; must be equal, 1 to 64");
      }
    }
    boolean tiled = directory.has(TILE_WIDTH);
    long width = tiled ? directory.number(TILE_WIDTH, 0) : size.widthPx();
    long height =
        tiled
            ? directory.number(TILE_HEIGHT, 0)
            : directory.number(ROWS_PER_STRIP, size.heightPx());
    if (tiled && (width < 1 || height < 1 || Math.max(width, height) > MAX_TILE_SIDE)) {
      throw in.fault(
          "TIFF has tiles of " + width + "x" + height + "; sides must be 1 to " + MAX_TILE_SIDE);
    }
    if (height < 1) {
      throw in.fault("TIFF has strips of " + height + " rows; must be > 0");
    }
    return new TiffPage(
        directory,
        size,
        (int) bits,
        (int) samples,
        (int) Math.min(Integer.MAX_VALUE, directory.number(PHOTOMETRIC, -1)),
        (int) Math.min(Integer.MAX_VALUE, directory.number(COMPRESSION, 1)),
        directory.number(PLANAR, 1) == 2 && samples > 1,
        (int) width,
        (int) (tiled ? height : Math.min(height, size.heightPx())));
  }

  HeaderBytes file() {
    return directory.file();
  }

  ByteOrder order() {
    return directory.order();
  }

  /** Whether the file says that this is a smaller copy of another picture in it. */
  boolean reduced() {
    return (directory.number(NEW_SUBFILE_TYPE, 0) & 1) != 0
        || directory.number(SUBFILE_TYPE, 1) == 2;
  }

  /** Whether this says where another picture is transparent, and is none itself. */
  boolean isTransparency() {
    return (directory.number(NEW_SUBFILE_TYPE, 0) & 4) != 0 || photometric == TRANSPARENCY;
  }

  /** What makes the picture upright. */
  public Orientation orientation() {
    return Orientation.ofExif((int) Math.min(9, directory.number(ORIENTATION, 1)));
  }

  /** {@link #UNSIGNED}, {@link #SIGNED}, {@link #FLOAT} or a number that is not read. */
  public int sampleFormat() {
    long format = directory.number(SAMPLE_FORMAT, UNSIGNED);
    return format == 0 || format == 4 ? UNSIGNED : (int) Math.min(format, 99);
  }

  /** How many of the samples are colours. */
  int colours() {
    int usual =
        switch (photometric) {
          case RGB, YCBCR, CIELAB, ICCLAB -> 3;
          case CMYK -> 4;
          case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE, TRANSPARENCY -> 1;
          default -> samples >= 3 ? 3 : 1;
        };
    return Math.min(usual, samples);
  }

  /** What the first extra sample is: 1 associated alpha, 2 alpha, anything else unknown. */
  long extraSample() {
    return directory.number(EXTRA_SAMPLES, 0);
  }

  private boolean tiled() {
    return directory.has(TILE_WIDTH);
  }

  int segmentsAcross() {
    return parts(size.widthPx(), segmentWidth);
  }

  /** Strips or tiles of one plane. */
  long segmentsInPlane() {
    return (long) segmentsAcross() * parts(size.heightPx(), segmentHeight);
  }

  private static int parts(int whole, int part) {
    return (int) (((long) whole + part - 1) / part);
  }

  /** Of the strips or tiles that must be there, how many the file tells a place for. */
  long segmentsThere() {
    long needed = segmentsInPlane() * (planar ? samples : 1);
    return Math.min(needed, directory.count(tiled() ? TILE_OFFSETS : STRIP_OFFSETS));
  }

  long segmentOffset(long index) {
    return directory.number(tiled() ? TILE_OFFSETS : STRIP_OFFSETS, index, 0);
  }

  /** Bytes of a strip or tile; up to the file's end where the file does not say. */
  long segmentBytes(long index) {
    int tag = tiled() ? TILE_COUNTS : STRIP_COUNTS;
    return directory.has(tag) ? directory.number(tag, index, 0) : Long.MAX_VALUE;
  }

  String segmentName() {
    return tiled() ? "tile" : "strip";
  }
}
