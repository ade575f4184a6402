package io.faultline.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A photo in memory: 8-bit RGB, rows from the top, pixels interleaved ({@code r g b r g b ...}).
 * Immutable. Grey photos have three equal channels; 16-bit photos keep their upper 8 bits.
 */
public final class Raster {
  private final int width;
  private final int height;
  private final byte[] rgb;

  private Raster(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * A raster from {@code width * height * 3} bytes, which are copied.
   *
   * @throws IllegalArgumentException where a side is not positive or the length does not fit
   */
  public static Raster of(int width, int height, byte[] rgb) {
    return wrap(width, height, rgb.clone());
  }

  /** As {@link #of}, but keeps the array: the caller must not touch it again. */
  static Raster wrap(int width, int height, byte[] rgb) {
    if (!(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException(
          "a raster is at least 1x1 pixel, not " + width + "x" + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + " pixels need "
              + 3L * width * height
              + " bytes, not "
              + rgb.length);
    }
    return new Raster(width, height, rgb);
  }

  /** The same with more rows of middle grey below, as they stand for pixels that are not known. */
  Raster padded(int rows) {
    if (rows == height) {
      return this;
    }
    byte[] more = Arrays.copyOf(rgb, 3 * width * rows);
    Arrays.fill(more, rgb.length, more.length, (byte) 128);
    return wrap(width, rows, more);
  }

  /** The same with some rows in middle grey. */
  Raster greyed(int fromRow, int toRow) {
    byte[] other = rgb.clone();
    Arrays.fill(other, 3 * width * fromRow, 3 * width * toRow, (byte) 128);
    return wrap(width, height, other);
  }

  /** How many rows from the top are the same in another raster of the same size. */
  int sameRows(Raster other) {
    int difference = Arrays.mismatch(rgb, other.rgb);
    return difference < 0 ? height : difference / (3 * width);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** One pixel as {@code 0xRRGGBB}. */
  public int pixel(int x, int y) {
    int at = 3 * (y * width + x);
    return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
  }

  /** All bytes, {@code [height][width][3]}, as a read-only view without a copy. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(rgb).asReadOnlyBuffer();
  }

  /** A copy of all bytes, {@code [height][width][3]}. */
  public byte[] toBytes() {
    return rgb.clone();
  }
}
