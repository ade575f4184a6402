package io.faultline.internal.image;

import io.faultline.geometry.Box;

/** One connected component of a mask: the pixels of one object, with its box and outline. */
public final class Component {
  private final int left;
  private final int top;
  private final Mask pixels;

  /** Keeps {@code pixels}, the component alone within its tight box, whose corner is given. */
  Component(int left, int top, Mask pixels) {
    this.left = left;
    this.top = top;
    this.pixels = pixels;
  }

  /** The tight box, in pixels of the mask it was found in. */
  public Box box() {
    return Box.ofSize(left, top, pixels.width(), pixels.height());
  }

  /** How many pixels belong to it; at least 1. */
  public int area() {
    return pixels.area();
  }

  /** Whether the pixel, in coordinates of the mask it was found in, belongs to it. */
  public boolean contains(int x, int y) {
    int inX = x - left;
    int inY = y - top;
    return inX >= 0
        && inY >= 0
        && inX < pixels.width()
        && inY < pixels.height()
        && pixels.at(inX, inY);
  }

  /** How many set pixels of another mask of the same photo belong to it. */
  public int overlap(Mask other) {
    int shared = 0;
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        if (pixels.at(x, y) && other.at(left + x, top + y)) {
          shared++;
        }
      }
    }
    return shared;
  }

  /**
   * The outer border along the edges of the pixels, {@code x y x y ...}, clockwise from the left
   * end of the topmost row. Corners are whole numbers in the same half-open coordinates as {@link
   * #box()}, so even a single pixel has four, and the enclosed area is {@link #area()} plus that of
   * the holes. (Through the centres of the pixels, as {@code cv2.findContours} traces, a line one
   * pixel wide would enclose nothing.) Where pixels meet at a corner only, the border passes that
   * corner twice.
   */
  public double[] outline() {
    return Outline.trace(pixels, left, top);
  }
}
