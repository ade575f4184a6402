package io.faultline.internal.synthetic.paint;

/** A colour: three brightnesses, 0 black to 255 white. */
public record Colour(float red, float green, float blue) {
  /** A grey without a tint. */
  public static Colour grey(float grey) {
    return new Colour(grey, grey, grey);
  }

  /**
   * A grey with a tint.
   *
   * @param warm share by which red is above and blue below grey; negative is cold
   * @param green share by which green is above grey
   */
  public static Colour grey(double grey, double warm, double green) {
    return new Colour(
        (float) (grey * (1 + warm)), (float) (grey * (1 + green)), (float) (grey * (1 - warm)));
  }

  /** The same hue, brighter or darker. */
  public Colour times(double factor) {
    float f = (float) factor;
    return new Colour(red * f, green * f, blue * f);
  }
}
