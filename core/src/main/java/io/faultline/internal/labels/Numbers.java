package io.faultline.internal.labels;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How numbers are written for people and for files: the same bytes on every machine. */
public final class Numbers {
  /** Up to here every integer is exact in a double. */
  static final double EXACT = 1L << 53;

  private Numbers() {}

  /** The shortest text that reads back as the same double, without {@code .0}. */
  public static String exact(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** At most {@code digits} decimals, never with an exponent. */
  public static String plain(double value, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
