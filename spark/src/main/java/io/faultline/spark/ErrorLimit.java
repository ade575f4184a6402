package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;
import java.util.Locale;

/**
 * How many photos may be unreadable before a job fails.
 *
 * @param value a number of photos, or a share of them
 * @param share whether it is a share in [0, 1]
 */
record ErrorLimit(double value, boolean share) {
  /** No number of unreadable photos ends a job. */
  static final ErrorLimit NONE = new ErrorLimit(1, true);

  /**
   * A whole number is a number of photos ({@code 20}, {@code 0}); a number with a point or a per
   * cent sign is a share ({@code 0.01}, {@code 1%}).
   */
  static ErrorLimit parse(String text) {
    try {
      if (text.endsWith("%")) {
        return checked(Double.parseDouble(text.substring(0, text.length() - 1)) / 100, true, text);
      }
      return text.contains(".")
          ? checked(Double.parseDouble(text), true, text)
          : checked((double) Long.parseLong(text), false, text);
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static ErrorLimit checked(double value, boolean share, String text) {
    if (!(value >= 0) || (share && !(value <= 1))) {
      throw wrong(text);
    }
    return new ErrorLimit(value, share);
  }

  private static FaultlineException wrong(String text) {
    return new FaultlineException(
        Problem.USAGE,
        "--max-errors is "
            + text
            + "; it must be a number of photos, such as 20, or a share, such as 0.01 or 1%");
  }

  /**
   * Refuses too many errors.
   *
   * @param errors how many photos could not be read
   * @param photos how many photos there are
   * @param first the messages of the first of them
   * @throws FaultlineException with {@code INPUT}
   */
  void check(long errors, long photos, List<String> first) {
    double most = share ? value * photos : value;
    if (errors > most) {
      throw new FaultlineException(
          Problem.INPUT,
          String.format(
              Locale.ROOT,
              "%d of %d photos could not be read; --max-errors allows %s: %s%s",
              errors,
              photos,
              share ? value * 100 + " %" : Long.toString((long) value),
              String.join("; ", first),
              errors > first.size() ? "; and " + (errors - first.size()) + " more" : ""));
    }
  }
}
