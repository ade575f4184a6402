package io.faultline.internal.image;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;

/**
 * The eight ways to turn and mirror a photo without resampling (the dihedral group of the square),
 * for augmentation and for EXIF. Boxes follow the pixels exactly.
 */
public enum Orientation {
  /** As it is. */
  IDENTITY(false, false, false),
  /** Left and right exchanged. */
  FLIP_HORIZONTAL(false, true, false),
  /** Turned by 180 degrees. */
  HALF_TURN(false, true, true),
  /** Top and bottom exchanged. */
  FLIP_VERTICAL(false, false, true),
  /** Rows become columns: mirrored at the diagonal from the left upper corner. */
  TRANSPOSE(true, false, false),
  /** Turned by 90 degrees clockwise. */
  TURN_RIGHT(true, true, false),
  /** Mirrored at the other diagonal. */
  TRANSVERSE(true, true, true),
  /** Turned by 90 degrees counter-clockwise. */
  TURN_LEFT(true, false, true);

  private final boolean swaps;
  private final boolean flipsX;
  private final boolean flipsY;

  /** First transposed, then mirrored. */
  Orientation(boolean swaps, boolean flipsX, boolean flipsY) {
    this.swaps = swaps;
    this.flipsX = flipsX;
    this.flipsY = flipsY;
  }

  /**
   * What makes a photo upright whose EXIF orientation tag has this value: 1 to 8 in the order of
   * the constants; anything else means nothing and gives {@link #IDENTITY}.
   */
  public static Orientation ofExif(int tag) {
    return tag >= 1 && tag <= 8 ? values()[tag - 1] : IDENTITY;
  }

  /** The value of the EXIF orientation tag that asks for this, 1 to 8. */
  public int exif() {
    return List.of(values()).indexOf(this) + 1;
  }

  /** Whether width and height are exchanged. */
  public boolean swapsSides() {
    return swaps;
  }

  /** The one that undoes this one. */
  public Orientation inverse() {
    return switch (this) {
      case TURN_RIGHT -> TURN_LEFT;
      case TURN_LEFT -> TURN_RIGHT;
      default -> this;
    };
  }

  /** The transformed photo. */
  public Raster apply(Raster photo) {
    if (this == IDENTITY) {
      return photo;
    }
    int width = swaps ? photo.height() : photo.width();
    int height = swaps ? photo.width() : photo.height();
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, to = 0; y < height; y++) {
      int fromY = flipsY ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int fromX = flipsX ? width - 1 - x : x;
        int pixel = swaps ? photo.pixel(fromY, fromX) : photo.pixel(fromX, fromY);
        rgb[to++] = (byte) (pixel >> 16);
        rgb[to++] = (byte) (pixel >> 8);
        rgb[to++] = (byte) pixel;
      }
    }
    return Raster.wrap(width, height, rgb);
  }

  /** The transformed mask. */
  public Mask apply(Mask mask) {
    int width = swaps ? mask.height() : mask.width();
    int height = swaps ? mask.width() : mask.height();
    boolean[] set = new boolean[width * height];
    for (int y = 0, to = 0; y < height; y++) {
      int fromY = flipsY ? height - 1 - y : y;
      for (int x = 0; x < width; x++, to++) {
        int fromX = flipsX ? width - 1 - x : x;
        set[to] = swaps ? mask.at(fromY, fromX) : mask.at(fromX, fromY);
      }
    }
    return Mask.wrap(width, height, set);
  }

  /**
   * Where a box of the photo comes to lie.
   *
   * @param width of the photo before, in pixels
   * @param height of the photo before, in pixels
   */
  public Box apply(Box box, double width, double height) {
    Box moved = swaps ? new Box(box.y1(), box.x1(), box.y2(), box.x2()) : box;
    double newWidth = swaps ? height : width;
    double newHeight = swaps ? width : height;
    return new Box(
        flipsX ? newWidth - moved.x2() : moved.x1(),
        flipsY ? newHeight - moved.y2() : moved.y1(),
        flipsX ? newWidth - moved.x1() : moved.x2(),
        flipsY ? newHeight - moved.y1() : moved.y2());
  }
}
