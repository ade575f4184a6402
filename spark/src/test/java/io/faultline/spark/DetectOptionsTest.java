package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws: an option means what it says, and a wrong one is named before any work. */
class DetectOptionsTest {
  @Test
  void allOptionsAreRead() {
    assertThat(
            parse(
                "--model m --photos a b --out o --format json --max-errors 1% --wave 7 --master x"))
        .isEqualTo(
            new DetectOptions(
                "m",
                List.of("a", "b"),
                "o",
                true,
                new ErrorLimit(0.01, true),
                Optional.of(7),
                Optional.of("x")));
    assertThat(parse("--model m --photos a --out o").maxErrors()).isEqualTo(ErrorLimit.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--photos a --out o",
        "--model m --out o",
        "--model m --photos a",
        "--model m --photos a --out o --format csv",
        "--model m --photos a --out o --wave 0",
        "--model m --photos a --out o --wave x",
        "--model m --photos a --out o --out p",
        "--model m --photos a --out o p",
        "--model m --photos a --out o --max-errors -1",
        "--model m --photos a --out o --max-errors 1.5",
        "--model m --photos a --out o --max-errors NaN.0",
        "--model m --photos a --out o --fast",
        "m --photos a --out o"
      })
  void wrongOnesAreNamed(String line) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(FaultlineException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 10", "0.1, 2, 10", "10%, 2, 10", "3, 4, 100000"})
  void aJobFailsAboveTheLimitAndNotAtIt(String limit, long tooMany, long photos) {
    ErrorLimit parsed = ErrorLimit.parse(limit);
    parsed.check(tooMany - 1, photos, List.of());
    assertThatThrownBy(() -> parsed.check(tooMany, photos, List.of("a.jpg: is empty")))
        .hasMessageContaining("a.jpg: is empty")
        .hasMessageContaining(tooMany + " of " + photos);
  }

  @Test
  void withoutALimitAllMayFail() {
    ErrorLimit.NONE.check(5, 5, List.of());
  }

  private static DetectOptions parse(String line) {
    return DetectOptions.parse(Arrays.asList(line.split(" ", -1)));
  }

  @Test
  void aMasterThatSparkDoesNotKnowIsTold() {
    String[] line = {"--model", "crack", "--photos", "a", "--out", "b", "--master", "nonsense"};
    assertThatThrownBy(() -> DetectJob.main(line))
        .isInstanceOf(FaultlineException.class)
        .hasMessageStartingWith("Spark does not start with master nonsense: ");
  }
}
