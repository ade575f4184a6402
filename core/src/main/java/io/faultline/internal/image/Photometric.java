package io.faultline.internal.image;

import io.faultline.image.Raster;

/** Changes of colour that leave every pixel in its place. */
public final class Photometric {
  private Photometric() {}

  /**
   * All channels times {@code factor}, rounded and cut at 255: 0 is black, 1 changes nothing.
   *
   * @throws IllegalArgumentException where the factor is negative or not finite
   */
  public static Raster brightness(Raster photo, double factor) {
    check("brightness", factor);
    byte[] table = new byte[256];
    for (int value = 0; value < 256; value++) {
      table[value] = (byte) Math.min(255, Math.round(value * factor));
    }
    byte[] rgb = photo.toBytes();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = table[rgb[i] & 0xFF];
    }
    return Raster.wrap(photo.width(), photo.height(), rgb);
  }

  /**
   * Every channel's distance from the photo's mean luminance times {@code factor}, rounded and cut
   * to 0 to 255: 0 is even grey, 1 changes nothing. As torchvision's {@code adjust_contrast}.
   *
   * @throws IllegalArgumentException where the factor is negative or not finite
   */
  public static Raster contrast(Raster photo, double factor) {
    check("contrast", factor);
    byte[] rgb = photo.toBytes();
    double mean = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      mean += luminance(rgb, i) / (rgb.length / 3.0);
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = blend(rgb[i], mean, factor);
    }
    return Raster.wrap(photo.width(), photo.height(), rgb);
  }

  /**
   * Every channel's distance from its pixel's luminance times {@code factor}, rounded and cut to 0
   * to 255: 0 is a grey photo, 1 changes nothing. As torchvision's {@code adjust_saturation}.
   *
   * @throws IllegalArgumentException where the factor is negative or not finite
   */
  public static Raster saturation(Raster photo, double factor) {
    check("saturation", factor);
    byte[] rgb = photo.toBytes();
    for (int i = 0; i < rgb.length; i += 3) {
      double grey = luminance(rgb, i);
      for (int channel = i; channel < i + 3; channel++) {
        rgb[channel] = blend(rgb[channel], grey, factor);
      }
    }
    return Raster.wrap(photo.width(), photo.height(), rgb);
  }

  /** ITU-R BT.601. */
  private static double luminance(byte[] rgb, int at) {
    return 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
  }

  private static byte blend(byte value, double middle, double factor) {
    return (byte)
        Math.max(0, Math.min(255, Math.round(middle + factor * ((value & 0xFF) - middle))));
  }

  private static void check(String name, double factor) {
    if (!(factor >= 0) || !Double.isFinite(factor)) {
      throw new IllegalArgumentException(name + " factor is " + factor + "; must be >= 0");
    }
  }
}
