package io.faultline.internal.pictures;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.util.Base64;

/**
 * A photo as it is carried inside a page: a JPEG in a data URI, small enough that a report with
 * dozens of photos can still be mailed.
 *
 * @param dataUri {@code data:image/jpeg;base64,...}
 * @param widthPx width in pixels
 * @param heightPx height in pixels
 */
public record Picture(String dataUri, int widthPx, int heightPx) {
  private static final int LONGEST_SIDE = 1024;
  private static final int QUALITY = 88;

  /** Encodes a photo, shrunk to at most 1024 pixels on its longer side. */
  public static Picture of(Raster raster) {
    return of(raster, LONGEST_SIDE);
  }

  /** Encodes a photo, shrunk to at most so many pixels on its longer side. */
  public static Picture of(Raster raster, int longestSide) {
    double shrink = Math.min(1, (double) longestSide / Math.max(raster.width(), raster.height()));
    int width = Math.max(1, (int) Math.round(raster.width() * shrink));
    int height = Math.max(1, (int) Math.round(raster.height() * shrink));
    Raster small = Raster.of(Pictures.resize(Pictures.of(raster), width, height));
    byte[] jpeg = ImageWriter.encodeJpeg(small, QUALITY);
    return new Picture(
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg), width, height);
  }
}
