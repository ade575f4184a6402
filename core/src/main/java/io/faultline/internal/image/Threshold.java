package io.faultline.internal.image;

/** Global thresholds: grey pictures to masks. */
public final class Threshold {
  private Threshold() {}

  /**
   * Sets the pixels whose value is greater than the threshold ({@code cv2.THRESH_BINARY}). Any
   * finite threshold is allowed; below 0 all pixels are set, from 255 on none.
   */
  public static Mask above(GreyImage grey, double threshold) {
    return compare(grey, threshold, true);
  }

  /** Sets all the other pixels, those up to the threshold ({@code cv2.THRESH_BINARY_INV}). */
  public static Mask upTo(GreyImage grey, double threshold) {
    return compare(grey, threshold, false);
  }

  private static Mask compare(GreyImage grey, double threshold, boolean above) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; must be finite");
    }
    boolean[] set = new boolean[grey.width() * grey.height()];
    for (int y = 0, i = 0; y < grey.height(); y++) {
      for (int x = 0; x < grey.width(); x++, i++) {
        set[i] = (grey.at(x, y) > threshold) == above;
      }
    }
    return Mask.wrap(grey.width(), grey.height(), set);
  }
}
