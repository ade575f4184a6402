package io.faultline.internal.reading;

import io.faultline.internal.image.GreyImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives the keys of a mask their values, once all are known. A key holds four samples of 16 bits,
 * from the lowest: red, green, blue and alpha.
 *
 * <ul>
 *   <li>Alpha that is the same everywhere says nothing. Where it varies and the colours do not, or
 *       are those of a photo, the mask is drawn in the alpha; else transparent pixels hold nothing.
 *   <li>Colours that are grey, but for what JPEG does to them, are numbers.
 *   <li>Where there are more colours than anyone draws, they come of soft edges: a colour counts as
 *       the nearest corner of the colour cube.
 * </ul>
 */
final class MaskKeys {
  /** More colours are no drawing, but a photo. */
  private static final int MAX_DRAWN = 256;

  /** More colours come of soft edges or of lossy compression. */
  private static final int MAX_CLEAR = 32;

  /** How far JPEG may move a grey pixel's channels apart. */
  private static final int GREY_SPREAD = 40;

  private final Map<Long, MaskValue> values = new HashMap<>();
  private final double full;

  /**
   * Gives each key its value.
   *
   * @param full the greatest sample that the file can hold, 255 or 65535
   */
  MaskKeys(List<Long> keys, int full) {
    Set<Long> alphas = new HashSet<>();
    Set<Long> seen = new HashSet<>();
    for (long key : keys) {
      alphas.add(key >>> 48);
      if (key >>> 48 > 0) {
        seen.add(key & 0xFFFFFFFFFFFFL);
      }
    }
    if (alphas.size() > 1 && (seen.size() == 1 || seen.size() > MAX_DRAWN)) {
      keys.forEach(key -> values.put(key, MaskValue.ofNumber((double) (key >>> 48))));
      this.full = full;
      return;
    }
    boolean seeThrough = alphas.size() > 1;
    int most = 0;
    int spread = 0;
    for (long key : keys) {
      if (!seeThrough || key >>> 48 > 0) {
        most = Math.max(most, max(key));
        spread = Math.max(spread, max(key) - min(key));
      }
    }
    this.full = full;
    for (long key : keys) {
      boolean clear = seeThrough && key >>> 48 == 0;
      values.put(
          key,
          clear
              ? MaskValue.ofNumber(0)
              : spread == 0 || (spread <= GREY_SPREAD && most > 4 * GREY_SPREAD && full == 255)
                  ? MaskValue.ofNumber(grey(key))
                  : colour(key, most, seen.size()));
    }
  }

  /** The value of a key. */
  MaskValue of(long key) {
    return Objects.requireNonNull(values.get(key));
  }

  double full() {
    return full;
  }

  private static MaskValue colour(long key, int most, int colours) {
    if (colours > MAX_CLEAR) {
      int half = most / 2;
      int rgb =
          (channel(key, 0) > half ? 0xFF0000 : 0)
              | (channel(key, 1) > half ? 0xFF00 : 0)
              | (channel(key, 2) > half ? 0xFF : 0);
      return MaskValue.ofColour(rgb, -1);
    }
    int shift = most > 255 ? 8 : 0;
    return MaskValue.ofColour(
        channel(key, 0) >> shift << 16 | channel(key, 1) >> shift << 8 | channel(key, 2) >> shift,
        -1);
  }

  private static int grey(long key) {
    return max(key) == min(key)
        ? max(key)
        : GreyImage.luminance(channel(key, 0), channel(key, 1), channel(key, 2));
  }

  private static int channel(long key, int index) {
    return (int) (key >>> (16 * index) & 0xFFFF);
  }

  private static int max(long key) {
    return Math.max(channel(key, 0), Math.max(channel(key, 1), channel(key, 2)));
  }

  private static int min(long key) {
    return Math.min(channel(key, 0), Math.min(channel(key, 1), channel(key, 2)));
  }

  static long key(int red, int green, int blue, int alpha) {
    return (long) alpha << 48 | (long) blue << 32 | (long) green << 16 | red;
  }
}
