package io.faultline.cli;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Figures {
  private Figures() {}

  /** {@code 52,448}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1,998.2}. */
  static String mean(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }

  /** {@code 0.987}, or a dash for a share of nothing, which is written as -1 or NaN. */
  static String share(double share) {
    return !(share >= 0) ? "-" : String.format(Locale.ROOT, "%.3f", share);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 1 min 05 s} or {@code 2 h 03 min}. */
  static String duration(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** {@code 45 ms} or {@code 1.2 s}. */
  static String pace(double seconds) {
    return seconds < 1 ? String.format(Locale.ROOT, "%.0f ms", 1000 * seconds) : duration(seconds);
  }

  /** {@code 8.3/s}, {@code 210/s}, or {@code 5.1 s each} where less than one is done a second. */
  static String rate(double perSecond) {
    if (perSecond >= 100) {
      return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }
    return perSecond >= 1
        ? String.format(Locale.ROOT, "%.1f/s", perSecond)
        : duration(1 / perSecond) + " each";
  }

  /** Words with a capital at their start. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
