package io.faultline.internal.image;

/**
 * A binary picture: each pixel is set or not. Immutable; rows from the top, like {@link Raster}.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final boolean[] set;

  private Mask(int width, int height, boolean[] set) {
    this.width = width;
    this.height = height;
    this.set = set;
  }

  /**
   * A mask from {@code width * height} values in row order, which are copied.
   *
   * @throws IllegalArgumentException where a side is not positive or the length does not fit
   */
  public static Mask of(int width, int height, boolean[] set) {
    return wrap(width, height, set.clone());
  }

  /** As {@link #of}, but keeps the array: the caller must not touch it again. */
  static Mask wrap(int width, int height, boolean[] set) {
    if (!(width > 0) || !(height > 0) || set.length != (long) width * height) {
      throw new IllegalArgumentException(
          width + "x" + height + " pixels do not fit " + set.length + " values");
    }
    return new Mask(width, height, set);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** Whether the pixel is set. */
  public boolean at(int x, int y) {
    return set[y * width + x];
  }

  /** How many pixels are set. */
  public int area() {
    int area = 0;
    for (boolean pixel : set) {
      if (pixel) {
        area++;
      }
    }
    return area;
  }
}
