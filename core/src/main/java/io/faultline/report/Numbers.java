package io.faultline.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Numbers as text. {@link Double#toString} is not used: before JDK 19 it is not always the shortest
 * form, so the same detections would be written differently on different Java releases.
 */
final class Numbers {
  private Numbers() {}

  /** The shortest decimal that reads back as exactly {@code value}; whole numbers without point. */
  static String shortest(double value) {
    String text = NumberOutput.toString(value, true);
    boolean negativeZero = value == 0 && text.charAt(0) == '-';
    return text.endsWith(".0") && !negativeZero ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * The side of a box as a decimal for which {@code from + side == to}, so that a box comes back
   * bit by bit from x and width. For coordinates that need all 53 bits such a number may not exist;
   * then the sum is one unit in the last place away.
   */
  static String side(double from, double to) {
    double difference = to - from;
    if (difference == Math.rint(difference) && from + difference == to) {
      return shortest(difference);
    }
    // Decimal arithmetic gives 6.9 for 10.1 - 3.2, where binary gives 6.8999999999999995.
    double decimal =
        new BigDecimal(shortest(to)).subtract(new BigDecimal(shortest(from))).doubleValue();
    for (double side :
        new double[] {decimal, difference, Math.nextUp(difference), Math.nextDown(difference)}) {
      if (side > 0 && from + side == to) {
        return shortest(side);
      }
    }
    return shortest(difference);
  }

  /** For people: fixed places, a minus that aligns, and a dash where the number is undefined. */
  static String fixed(double value, int places) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + places + "f", value) : "–";
  }
}
