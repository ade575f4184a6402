package io.faultline.internal.labels.masks;

import io.faultline.internal.reading.MaskPicture;
import io.faultline.internal.reading.MaskValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which values one mask holds and how often: all that is needed to tell what the masks of a folder
 * mean.
 */
final class MaskSurvey {
  private static final int MAX_NAMED = 6;

  /** Share of the scale from which on a value is full, such as 254 or 65280. */
  private static final double FULL = 0.9;

  private final String name;
  private final List<MaskValue> values;
  private final long[] counts;
  private final long[] borders;
  private final long pixels;
  private final long borderPixels;
  private final double scale;
  private final boolean whiteIsZero;

  /**
   * Looks at all pixels.
   *
   * @param name how messages call the mask
   */
  MaskSurvey(String name, MaskPicture mask) {
    this.name = name;
    values = mask.values();
    counts = new long[values.size()];
    borders = new long[values.size()];
    for (int y = 0; y < mask.height(); y++) {
      boolean edge = y == 0 || y == mask.height() - 1;
      for (int x = 0; x < mask.width(); x++) {
        int code = mask.code(x, y);
        counts[code]++;
        if (edge || x == 0 || x == mask.width() - 1) {
          borders[code]++;
        }
      }
    }
    pixels = (long) mask.width() * mask.height();
    borderPixels = java.util.Arrays.stream(borders).sum();
    double max =
        values.stream()
            .mapToDouble(MaskValue::number)
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(0);
    scale = max > 1 && max <= 255 ? 255 : Math.max(mask.full(), max);
    whiteIsZero = mask.whiteIsZero();
  }

  /** What kinds of masks there are, and what all masks of a folder must agree on. */
  enum Kind {
    /** Nothing but 0. */
    EMPTY,
    /** One value beside 0, or nothing but one value. */
    ONE,
    /** Grey values, nearly all of them close to 0 or to the greatest. */
    SOFT,
    /** Several values that may stand for as many things. */
    SEVERAL,
    /** Values that no mask has. */
    NONSENSE
  }

  String name() {
    return name;
  }

  List<MaskValue> values() {
    return values;
  }

  boolean whiteIsZero() {
    return whiteIsZero;
  }

  /** The number that stands for white. */
  double scale() {
    return scale;
  }

  Kind kind() {
    boolean nonsense =
        values.stream().anyMatch(v -> !v.isColour() && !(v.number() >= 0 && v.number() <= 1e18));
    if (nonsense) {
      return Kind.NONSENSE;
    }
    long something = values.stream().filter(v -> !v.isNothing()).count();
    if (something == 0) {
      return Kind.EMPTY;
    }
    if (something == 1) {
      return Kind.ONE;
    }
    return isSoft() ? Kind.SOFT : Kind.SEVERAL;
  }

  /**
   * What masks of a folder must agree on: {@code full} for white, else the value's text; {@code ?}
   * where it is not clear.
   */
  String key() {
    return switch (kind()) {
      case SOFT -> "full";
      case ONE -> {
        MaskValue one = values.stream().filter(v -> !v.isNothing()).findFirst().orElseThrow();
        yield !one.isColour() && one.number() >= FULL * scale ? "full" : one.text();
      }
      case EMPTY, SEVERAL, NONSENSE -> "?";
    };
  }

  /** Whether grey values come of soft edges or lossy compression of a mask of two values. */
  private boolean isSoft() {
    long high = 0;
    long middle = 0;
    long peak = 0;
    boolean small = false;
    for (int i = 0; i < counts.length; i++) {
      MaskValue value = values.get(i);
      if (value.isColour()) {
        return false;
      }
      double level = value.number() / scale;
      if (level >= 0.75) {
        high += counts[i];
      } else if (level > 0.25) {
        middle += counts[i];
        peak = Math.max(peak, counts[i]);
      } else if (value.number() > 0 && values.size() <= 8) {
        small = true;
        peak = Math.max(peak, counts[i]);
      }
    }
    boolean ids = small && values.size() <= 4;
    return high > 0 && middle <= 2 * high && 4 * peak <= 2 * high && !ids;
  }

  /** How many pixels hold values that a rule takes. */
  long count(java.util.function.Predicate<MaskValue> rule) {
    return sum(counts, rule);
  }

  /** Share of all pixels whose values a rule takes. */
  double share(java.util.function.Predicate<MaskValue> rule) {
    return (double) sum(counts, rule) / pixels;
  }

  /** Share of the border's pixels whose values a rule takes. */
  double borderShare(java.util.function.Predicate<MaskValue> rule) {
    return (double) sum(borders, rule) / borderPixels;
  }

  private long sum(long[] of, java.util.function.Predicate<MaskValue> rule) {
    long sum = 0;
    for (int i = 0; i < of.length; i++) {
      if (rule.test(values.get(i))) {
        sum += of[i];
      }
    }
    return sum;
  }

  /** The values for a message, such as {@code 0, 1, 2}. */
  String text() {
    return values.stream()
            .sorted(
                java.util.Comparator.comparingDouble(MaskValue::number)
                    .thenComparing(MaskValue::rgb))
            .limit(MAX_NAMED)
            .map(MaskValue::text)
            .collect(Collectors.joining(", "))
        + (values.size() > MAX_NAMED ? ", ... (" + values.size() + " values)" : "");
  }
}
