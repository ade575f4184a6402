package io.faultline.internal.tiling;

import io.faultline.geometry.Box;

/** A part of a photo that is read on its own: left upper corner and sides in pixels. */
public record Tile(int x, int y, int width, int height) {

  /** Checks that the corner is inside the photo and the sides are positive. */
  public Tile {
    if (x < 0 || y < 0 || !(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException(
          "tile is "
              + width
              + "x"
              + height
              + " at "
              + x
              + ", "
              + y
              + "; sides must be > 0 and the corner not negative");
    }
  }

  /** The same rectangle as a box. */
  public Box box() {
    return Box.ofSize(x, y, width, height);
  }
}
