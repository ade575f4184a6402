package io.faultline.image;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/**
 * A photo in memory: 8-bit RGB, rows from the top, pixels interleaved ({@code r g b r g b ...}).
 * Immutable. Grey photos have three equal channels; 16-bit photos keep their upper 8 bits.
 */
public final class Raster {
  /** The most pixels that one array of RGB bytes can hold. */
  public static final long MAX_PIXELS = (Integer.MAX_VALUE - 8) / 3;

  private final int width;
  private final int height;

  /** The bytes, or none if they are outside of the heap. */
  private final byte[] rgb;

  private final ByteBuffer view;

  private Raster(int width, int height, byte[] rgb, ByteBuffer view) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.view = view;
  }

  /**
   * A raster from {@code width * height * 3} bytes, which are copied.
   *
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public static Raster of(int width, int height, byte[] rgb) {
    return wrap(width, height, rgb.clone());
  }

  /**
   * A copy of a {@code java.awt} picture, with the same pixels as a PNG file of it. The picture is
   * not turned: {@code ImageIO} ignores the orientation that a camera writes.
   */
  public static Raster of(BufferedImage picture) {
    return wrap(picture.getWidth(), picture.getHeight(), BufferedPixels.rgb(picture));
  }

  /**
   * A raster on the given array, without a copy. The caller must not change the array afterwards.
   */
  public static Raster wrap(int width, int height, byte[] rgb) {
    require(width, height, rgb.length);
    return new Raster(width, height, rgb, ByteBuffer.wrap(rgb).asReadOnlyBuffer());
  }

  /** A raster on the given buffer, without a copy. The buffer may be outside of the heap. */
  public static Raster wrap(int width, int height, ByteBuffer rgb) {
    require(width, height, rgb.capacity());
    return new Raster(width, height, new byte[0], rgb.asReadOnlyBuffer());
  }

  private static void require(int width, int height, int bytes) {
    if (!(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException(
          "a raster is at least 1x1 pixel, not " + width + "x" + height);
    }
    if (bytes != 3L * width * height) {
      throw new IllegalArgumentException(
          width + "x" + height + " pixels need " + 3L * width * height + " bytes, not " + bytes);
    }
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
    if (rgb.length == 0) {
      return (view.get(at) & 0xFF) << 16
          | (view.get(at + 1) & 0xFF) << 8
          | (view.get(at + 2) & 0xFF);
    }
    return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
  }

  /** All bytes, {@code [height][width][3]}, as a read-only view without a copy. */
  public ByteBuffer bytes() {
    return view.duplicate();
  }

  /** A copy of all bytes, {@code [height][width][3]}. */
  public byte[] toBytes() {
    byte[] copy = new byte[view.capacity()];
    view.get(0, copy);
    return copy;
  }
}
