package io.faultline.image;

/** Changes of colour that leave every pixel in its place. */
public final class Photometric {
  private Photometric() {}

  /**
   * All channels times {@code factor}, rounded and cut at 255: 0 is black, 1 changes nothing.
   *
   * @throws IllegalArgumentException where the factor is negative or not finite
   */
  public static Raster brightness(Raster photo, double factor) {
    if (!(factor >= 0) || !Double.isFinite(factor)) {
      throw new IllegalArgumentException("brightness factor is " + factor + "; must be >= 0");
    }
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
}
