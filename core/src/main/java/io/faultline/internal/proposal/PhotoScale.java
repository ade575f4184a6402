package io.faultline.internal.proposal;

import io.faultline.geometry.Box;

/**
 * A photo searched at another size, and the way back from boxes found there.
 *
 * @param photoWidth of the photo in pixels
 * @param photoHeight of the photo in pixels
 * @param width at which it is searched
 * @param height at which it is searched
 */
public record PhotoScale(int photoWidth, int photoHeight, int width, int height) {

  /** Scaled down to at most so many pixels, at least one on each side; or not at all. */
  public static PhotoScale within(int maxPixels, int photoWidth, int photoHeight) {
    double factor = Math.min(1, Math.sqrt(maxPixels / ((double) photoWidth * photoHeight)));
    return new PhotoScale(
        photoWidth,
        photoHeight,
        Math.max(1, (int) (photoWidth * factor)),
        Math.max(1, (int) (photoHeight * factor)));
  }

  /** The box on the photo that a rectangle stands for, grown outwards to whole pixels. */
  public Box onPhoto(double x, double y, double rectWidth, double rectHeight) {
    double scaleX = (double) photoWidth / width;
    double scaleY = (double) photoHeight / height;
    return new Box(
        Math.max(0, Math.floor(x * scaleX)),
        Math.max(0, Math.floor(y * scaleY)),
        Math.min(photoWidth, Math.ceil((x + rectWidth) * scaleX)),
        Math.min(photoHeight, Math.ceil((y + rectHeight) * scaleY)));
  }

  /** Whether the box is the photo itself. */
  public boolean isPhoto(Box box) {
    return box.width() == photoWidth && box.height() == photoHeight;
  }
}
