package io.faultline.internal.image;

/** Width and height of a photo in pixels, both greater than 0. */
public record ImageSize(int widthPx, int heightPx) {

  /** Throws {@link IllegalArgumentException} where a side is not positive. */
  public ImageSize {
    if (!(widthPx > 0) || !(heightPx > 0)) {
      throw new IllegalArgumentException(
          "size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
    }
  }

  /** Width times height. */
  public long pixels() {
    return (long) widthPx * heightPx;
  }

  /** The size of the same photo after a quarter turn. */
  public ImageSize turned() {
    int newWidth = heightPx;
    return new ImageSize(newWidth, widthPx);
  }

  @Override
  public String toString() {
    return widthPx + "x" + heightPx;
  }
}
