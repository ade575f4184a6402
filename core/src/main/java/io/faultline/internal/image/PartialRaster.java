package io.faultline.internal.image;

import io.faultline.image.Raster;
import java.util.Arrays;

/** Pixels of a photo that was decoded in part: what is not known is middle grey. */
public final class PartialRaster {
  private static final byte GREY = (byte) 128;

  private PartialRaster() {}

  /** The same photo with grey rows below, up to a height in pixels. */
  public static Raster padded(Raster photo, int heightPx) {
    if (heightPx == photo.height()) {
      return photo;
    }
    byte[] more = new byte[3 * photo.width() * heightPx];
    int known = 3 * photo.width() * photo.height();
    photo.bytes().get(0, more, 0, known);
    Arrays.fill(more, known, more.length, GREY);
    return Raster.wrap(photo.width(), heightPx, more);
  }

  /** The same photo with the rows {@code from} to {@code to} (exclusive) in grey. */
  public static Raster greyed(Raster photo, int from, int to) {
    byte[] other = photo.toBytes();
    Arrays.fill(other, 3 * photo.width() * from, 3 * photo.width() * to, GREY);
    return Raster.wrap(photo.width(), photo.height(), other);
  }

  /** How many rows from the top are the same in two photos of the same size. */
  public static int sameRows(Raster one, Raster other) {
    int difference = one.bytes().mismatch(other.bytes());
    return difference < 0 ? one.height() : difference / (3 * one.width());
  }
}
