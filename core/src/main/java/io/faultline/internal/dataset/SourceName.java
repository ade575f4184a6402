package io.faultline.internal.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The photo that a file was made of, as far as its name tells: tools that cut, copy or augment
 * photos keep the source's name and add to it. All names are stems, without folders and ending.
 */
final class SourceName {
  /** Made of another photo's name by several tools, one after the other. */
  private static final int MAX_STEPS = 8;

  /** A slice is at least so wide and high, in pixels. */
  private static final int MIN_SLICE = 16;

  private static final String WORD =
      "(?:aug(?:mented|mentation)?|h?flip(?:ped)?|vflip|flip[-_]?(?:lr|ud|h|v|hv)|mirror(?:ed)?"
          + "|rot(?:ate|ated|ation)?|blur(?:red)?|nois[ey]|bright(?:er|ness)?|dark(?:er)?"
          + "|contrast|gamma|jitter|clahe|hsv|gr[ae]y(?:scale)?|sharp(?:en|ened)?|shear|cutout"
          + "|transposed?|orig(?:inal)?)";

  /** The source is what the first group matches. */
  private static final List<Pattern> MADE =
      List.of(
          // Roboflow: wall_jpg.rf.HASH
          any("(.+?)(?:[_.](?:jpe?g|png|bmp|tiff?|webp|gif|heic))?\\.rf\\.[0-9a-z]+"),
          // Frames of a film: clip_frame_000123, clip_mp4-12
          any("(.+?)[-_. ](?:frame|frm)s?[-_ ]?\\d+"),
          any("(.+?[-_.](?:mp4|mov|avi|mkv|m4v|webm|mts))[-_. ]?\\d+"),
          // Augmented: wall_aug3, wall_rot90, wall-flip, wall_rot_90
          any("(.+?)[-_ ]" + WORD + "\\d{0,4}"),
          any("(.+?)[-_ ](?:aug|augmented|rot|rotated?|flip)[-_]\\d{1,4}"),
          any("(?:aug|augmented|h?flip(?:ped)?|vflip|mirror(?:ed)?|rot(?:ated?)?)\\d{0,4}_(.+)"),
          // Copied: wall_copy, wall - Copy (2), Copy of wall
          any("(.+?)(?:[-_]| - | )(?:copy|kopie|copie|copia)(?:[-_ ]?\\d{1,3}| \\(\\d{1,3}\\))?"),
          any("copy of (.+)"),
          // Cut: wall_r0_c1, wall-tile-3, wall_x0_y256
          any("(.+?)[-_](?:r|row)[-_]?\\d+[-_]?(?:c|col)[-_]?\\d+"),
          any("(.+?)[-_]x[-_]?\\d+[-_]?y[-_]?\\d+"),
          any("(.+?)[-_](?:tile|patch|crop|slice|chip|part)s?[-_]?\\d+(?:[-_x]\\d+)*"));

  private static final Pattern SLICE = Pattern.compile("(.+?)_(\\d+)_(\\d+)_(\\d+)_(\\d+)");

  /** At least three underscores and two indices: tiles of a photo with a number of its own. */
  private static final Pattern NUMBERED_TILE =
      Pattern.compile("([^_]+_[^_]+)_(?:.*_)?\\d{1,5}_\\d{1,5}");

  /** Two offsets or indices after a name. */
  private static final Pattern TILE = Pattern.compile("(.*[^_])_(\\d{1,5})_(\\d{1,5})");

  /** What cameras call every photo, so that the number tells one from another. */
  private static final Pattern CAMERA =
      any("(?:img|dsc[nf]?|dji|pxl|gopr|gp|p|pano|pic|photo|image|max|yun|cimg|sam|mvc?img)?");

  /** A year and a counter, or a day: {@code 2024_0017}, {@code 2024_05_17}. */
  private static final Pattern DATE =
      Pattern.compile("(?:.*_)?(?:19|20)\\d\\d_\\d{1,5}(?:_\\d\\d?)?");

  private static final Pattern NUMBERED_COPY = Pattern.compile("(.+?) ?\\(\\d{1,3}\\)");

  private SourceName() {}

  private static Pattern any(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The source of a file; empty where the name does not tell of one. */
  static Optional<String> of(String stem) {
    String source = stem;
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<String> next = step(source);
      if (next.isEmpty()) {
        break;
      }
      source = next.get();
    }
    return source.equals(stem) ? Optional.empty() : Optional.of(source);
  }

  /**
   * The name without a number in brackets. That is a copy where the photo itself is there; without
   * it the number is as likely to count photos that were renamed together.
   */
  static Optional<String> uncounted(String stem) {
    Matcher copy = NUMBERED_COPY.matcher(stem);
    return copy.matches() ? Optional.of(copy.group(1)) : Optional.empty();
  }

  private static Optional<String> step(String stem) {
    for (Pattern pattern : MADE) {
      Matcher made = pattern.matcher(stem);
      if (made.matches()) {
        return Optional.of(made.group(1));
      }
    }
    return slice(stem).or(() -> tile(stem));
  }

  /** SAHI: wall_x1_y1_x2_y2, in pixels of the source. */
  private static Optional<String> slice(String stem) {
    Matcher slice = SLICE.matcher(stem);
    if (!slice.matches()
        || !(side(slice, 2, 4) >= MIN_SLICE)
        || !(side(slice, 3, 5) >= MIN_SLICE)) {
      return Optional.empty();
    }
    return Optional.of(slice.group(1));
  }

  private static double side(Matcher slice, int from, int to) {
    return Double.parseDouble(slice.group(to)) - Double.parseDouble(slice.group(from));
  }

  private static Optional<String> tile(String stem) {
    if (DATE.matcher(stem).matches()) {
      return Optional.empty();
    }
    Matcher numbered = NUMBERED_TILE.matcher(stem);
    if (numbered.matches()) {
      return Optional.of(numbered.group(1));
    }
    Matcher tile = TILE.matcher(stem);
    if (!tile.matches()) {
      return Optional.empty();
    }
    boolean camera = CAMERA.matcher(tile.group(1).toLowerCase(Locale.ROOT)).matches();
    return Optional.of(camera ? tile.group(1) + "_" + tile.group(2) : tile.group(1));
  }
}
