package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

  /**
   * From scipy 1.17.1: {@code binomtest(k, n, alternative="greater").proportion_ci(c, "exact")}.
   */
  @ParameterizedTest
  @CsvSource({
    "40, 40, 0.95, 0.9278424754944854",
    "59, 59, 0.95, 0.9504923901115312",
    "38, 40, 0.95, 0.850848038726787",
    "150, 158, 0.95, 0.9104978871371975",
    "1, 10, 0.9, 0.010480741793786144",
    "9, 10, 0.99, 0.49564733706918496",
    "500, 1000, 0.95, 0.4735177312358991"
  })
  void agreesWithScipy(long found, long all, double confidence, double bound) {
    assertThat(ClopperPearson.lower(found, all, confidence)).isCloseTo(bound, within(1e-9));
  }

  @Property
  void reachesExactlyWhatTheBoundSays(
      @ForAll @IntRange(min = 1, max = 300) int all,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence) {
    int found = Math.max(1, (int) Math.round(share * all));
    double bound = ClopperPearson.lower(found, all, confidence);
    assertThat(bound).isLessThan((double) found / all);
    assertThat(ClopperPearson.reaches(found, all, confidence, bound - 1e-7)).isTrue();
    assertThat(ClopperPearson.reaches(found, all, confidence, bound + 1e-7)).isFalse();
    if (found < all) {
      assertThat(ClopperPearson.lower(found + 1, all, confidence)).isGreaterThan(bound);
    }
    assertThat(ClopperPearson.lower(found, all + 1, confidence)).isLessThan(bound);
    assertThat(ClopperPearson.lower(found, all, confidence / 2 + 0.5)).isLessThan(bound);
  }

  @Test
  void nothingFoundProvesNothing() {
    assertThat(ClopperPearson.lower(0, 40, 0.95)).isZero();
    assertThat(ClopperPearson.lower(0, 0, 0.95)).isZero();
    assertThat(ClopperPearson.reaches(0, 40, 0.95, 1e-9)).isFalse();
    assertThatThrownBy(() -> ClopperPearson.lower(3, 2, 0.95)).hasMessageContaining("3 successes");
    assertThatThrownBy(() -> ClopperPearson.lower(1, 2, 1)).hasMessageContaining("confidence is 1");
  }
}
