package io.faultline.internal.reading;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;

/**
 * How photos are read.
 *
 * @param maxPixels a photo whose header claims more pixels is refused before anything is decoded
 *     (decompression bombs); 1 to {@link #MAX_PIXELS}
 * @param exif what the camera's orientation tag does
 */
public record ReadOptions(long maxPixels, ExifRule exif) {
  /** The most that one array of RGB bytes can hold. */
  public static final long MAX_PIXELS = Raster.MAX_PIXELS;

  /** 200 megapixels, as stored: four times what the largest drone cameras deliver. */
  public static final ReadOptions DEFAULT = new ReadOptions(200_000_000, ExifRule.AS_STORED);

  /** Checks the limit. */
  public ReadOptions {
    if (maxPixels < 1 || maxPixels > MAX_PIXELS) {
      throw new FaultlineException(
          Problem.USAGE,
          "read options: max-pixels is " + maxPixels + "; must be 1 to " + MAX_PIXELS);
    }
  }

  /** The same limit with another rule. */
  public ReadOptions with(ExifRule rule) {
    return new ReadOptions(maxPixels, rule);
  }
}
