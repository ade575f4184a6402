package io.faultline.internal.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Numbers as text. {@link Double#toString} is not used: before JDK 19 it is not always the shortest
 * form, so the same detections would be written differently on different Java releases.
 */
public final class Numbers {
  /** What tables show where there is no number. */
  public static final String UNDEFINED = "–";

  /** Below this, every integer is exact in a double. */
  public static final double EXACT_INTEGERS = 1L << 53;

  private Numbers() {}

  /**
   * The shortest decimal that reads back as exactly {@code value}; whole numbers without point, and
   * below {@link #EXACT_INTEGERS} without exponent.
   */
  public static String shortest(double value) {
    boolean negativeZero = value == 0 && 1 / value < 0;
    if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS && !negativeZero) {
      return Long.toString((long) value);
    }
    return NumberOutput.toString(value, true);
  }

  /** At most {@code digits} decimals, never with an exponent. */
  public static String decimals(double value, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * The side of a box as a decimal for which {@code from + side == to}, so that a box comes back
   * bit by bit from x and width. Coordinates of single precision always do. Among those that need
   * all 53 bits are some for which no such number exists; their sum is one unit in the last place
   * away, and the box that is read is then written with the same digits again.
   */
  public static String side(double from, double to) {
    double difference = to - from;
    double[] near = {difference, Math.nextUp(difference), Math.nextDown(difference)};
    for (double side : near) {
      if (from + side == to) {
        return reaching(from, to, near);
      }
    }
    double reached = from + difference;
    double again = reached - from;
    return reaching(from, reached, new double[] {again, Math.nextUp(again), Math.nextDown(again)});
  }

  /** Decimal arithmetic gives 0.3 for 0.4 - 0.1, where binary gives 0.30000000000000004. */
  private static String reaching(double from, double to, double[] near) {
    double decimal =
        new BigDecimal(shortest(to)).subtract(new BigDecimal(shortest(from))).doubleValue();
    if (from + decimal == to) {
      return shortest(decimal);
    }
    for (double side : near) {
      if (from + side == to) {
        return shortest(side);
      }
    }
    return shortest(near[0]);
  }

  /** For people: fixed places, a minus that aligns, and a dash where the number is undefined. */
  public static String fixed(double value, int places) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + places + "f", value)
        : UNDEFINED;
  }

  /** A share in percent with one place, rounded down, so that less than all never reads 100 %. */
  public static String percentBelow(double share) {
    return fixed(Math.floor(share * 1000) / 10, 1) + " %";
  }

  /** A rate or score with three places; a dash where it is undefined (not finite, or COCO's -1). */
  public static String score(double value) {
    return value == -1 ? UNDEFINED : fixed(value, 3);
  }

  /** A table's row: a name, a count, and scores as {@link #score} writes them. */
  public static List<String> row(String name, long count, double... scores) {
    return Stream.concat(
            Stream.of(name, Long.toString(count)), DoubleStream.of(scores).mapToObj(Numbers::score))
        .toList();
  }

  /** {@code 52,448}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Such as {@code 1 object} and {@code 2 objects}. */
  public static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
