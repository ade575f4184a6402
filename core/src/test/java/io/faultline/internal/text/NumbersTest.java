package io.faultline.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void shortestHasNoNeedlessDigits() {
    assertThat(Numbers.shortest(3)).isEqualTo("3");
    assertThat(Numbers.shortest(0.1)).isEqualTo("0.1");
    assertThat(Numbers.shortest(-0.0)).isEqualTo("-0.0");
    assertThat(Numbers.shortest(0.002)).isEqualTo("0.002");
    assertThat(Numbers.shortest(1e-5)).isEqualTo("1.0E-5");
  }

  @Test
  void aSideIsADecimalDifference() {
    assertThat(0.4 - 0.1).isNotEqualTo(0.3);
    assertThat(Numbers.side(0.1, 0.4)).isEqualTo("0.3");
    assertThat(Numbers.side(3, 10)).isEqualTo("7");
  }

  @Test
  void wholeNumbersHaveNeitherPointNorExponent() {
    assertThat(Numbers.shortest(12_345_678)).isEqualTo("12345678");
    assertThat(Numbers.shortest(-(1L << 52))).isEqualTo("-4503599627370496");
    assertThat(Numbers.shortest(1e300)).isEqualTo("1.0E300");
  }

  @Test
  void decimalsAreAtMostSoMany() {
    assertThat(Numbers.decimals(1.0 / 3, 4)).isEqualTo("0.3333");
    assertThat(Numbers.decimals(-1e-9, 4)).isEqualTo("0");
    assertThat(Numbers.decimals(1e-5, 6)).isEqualTo("0.00001");
  }

  @Property(tries = 5000)
  void anEndThatWasReachedByASideIsReachedAgain(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double from = random.nextDouble(2000);
    double to = from + random.nextDouble(1e-3, 2000);
    assertThat(from + Double.parseDouble(Numbers.side(from, to))).isEqualTo(to);
  }

  @Property
  void shortestReadsBackExactly(@ForAll double value) {
    assertThat(Double.parseDouble(Numbers.shortest(value))).isEqualTo(value);
  }

  @Property
  void singlePrecisionPixelsComeBackExactly(
      @ForAll @DoubleRange(min = 0, max = 4000) double from,
      @ForAll @DoubleRange(min = 0.01, max = 4000) double length) {
    double x1 = (float) from;
    double x2 = (float) (from + length);
    assertThat(x1 + Double.parseDouble(Numbers.side(x1, x2))).isEqualTo(x2);
  }

  @Property
  void anyPixelsComeBackWithinTheLastPlace(
      @ForAll @DoubleRange(min = 0, max = 4000) double x1,
      @ForAll @DoubleRange(min = 0.01, max = 4000) double length) {
    double x2 = x1 + length;
    assertThat(Math.abs(x1 + Double.parseDouble(Numbers.side(x1, x2)) - x2))
        .isLessThanOrEqualTo(Math.ulp(x2));
  }

  @Property
  void whatWasReadIsWrittenWithTheSameDigits(
      @ForAll @IntRange(max = 9_999_999) int from,
      @ForAll @IntRange(min = 1, max = 9_999_999) int length) {
    double x1 = from / 1000.0;
    String side = Numbers.side(x1, (from + length) / 1000.0);
    assertThat(Numbers.side(x1, x1 + Double.parseDouble(side))).isEqualTo(side);
  }
}
