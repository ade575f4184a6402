package io.faultline.internal.image;

import io.faultline.image.Raster;

/**
 * An 8-bit grey picture: the luminance of a photo. Immutable; rows from the top.
 *
 * <p>Luminance is {@code 0.299 R + 0.587 G + 0.114 B} (ITU-R BT.601) in OpenCV's 15-bit fixed
 * point, so values equal {@code cv2.cvtColor(..., COLOR_RGB2GRAY)}; equal channels keep their
 * value.
 */
public final class GreyImage {
  private final int width;
  private final int height;
  private final byte[] grey;

  private GreyImage(int width, int height, byte[] grey) {
    this.width = width;
    this.height = height;
    this.grey = grey;
  }

  /** The luminance of a photo. */
  public static GreyImage of(Raster raster) {
    byte[] grey = new byte[raster.width() * raster.height()];
    for (int y = 0, i = 0; y < raster.height(); y++) {
      for (int x = 0; x < raster.width(); x++, i++) {
        int pixel = raster.pixel(x, y);
        grey[i] = (byte) luminance(pixel >> 16, (pixel >> 8) & 0xFF, pixel & 0xFF);
      }
    }
    return new GreyImage(raster.width(), raster.height(), grey);
  }

  /** The luminance of one pixel, 0 to 255, from channels of 0 to 255. */
  public static int luminance(int red, int green, int blue) {
    return (9798 * red + 19235 * green + 3735 * blue + (1 << 14)) >> 15;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The value of a pixel, 0 (black) to 255. */
  public int at(int x, int y) {
    return grey[y * width + x] & 0xFF;
  }

  /** The mean brightness, 0 to 255. */
  public double mean() {
    long sum = 0;
    for (byte value : grey) {
      sum += value & 0xFF;
    }
    return (double) sum / grey.length;
  }

  /** The brightest value, 0 to 255. */
  public int max() {
    int max = 0;
    for (byte value : grey) {
      max = Math.max(max, value & 0xFF);
    }
    return max;
  }
}
