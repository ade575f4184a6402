package io.faultline.internal.codec;

import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * A photo as it came out of its file, with what the file left open.
 *
 * @param raster the pixels; where nothing was decoded they mean nothing
 * @param decoded share of the photo's pixels that the file really held, in [0, 1]
 * @param doubts one line each: why a person must look at this photo whatever is found in it, such
 *     as damaged data or pages that were not read. Never empty where {@code decoded} is below 1
 * @param assumptions one line each: what was assumed where the file left a choice, such as which
 *     bits of a sample were kept. An assumption is no doubt
 */
public record PhotoReading(
    Raster raster, double decoded, List<String> doubts, List<String> assumptions) {

  /** Checks the share and copies the lists. */
  public PhotoReading {
    if (!(decoded >= 0 && decoded <= 1)) {
      throw new IllegalArgumentException("decoded is " + decoded + "; it must be in [0, 1]");
    }
    doubts = List.copyOf(doubts);
    assumptions = List.copyOf(assumptions);
    if (decoded < 1 && doubts.isEmpty()) {
      throw new IllegalArgumentException("decoded is " + decoded + ", but no doubt says why");
    }
  }

  /** A photo that was decoded as a whole and left nothing open. */
  public static PhotoReading whole(Raster raster) {
    return new PhotoReading(raster, 1, List.of(), List.of());
  }

  /** The same with one more doubt, and at most this share decoded. */
  PhotoReading doubted(String doubt, double most) {
    List<String> more = new ArrayList<>(doubts);
    more.add(doubt);
    return new PhotoReading(raster, Math.min(decoded, most), more, assumptions);
  }

  /** The same with other pixels, such as those of the photo turned upright. */
  public PhotoReading with(Raster other) {
    return new PhotoReading(other, decoded, doubts, assumptions);
  }
}
