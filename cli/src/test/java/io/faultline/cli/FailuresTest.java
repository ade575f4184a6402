package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  private final StringWriter err = new StringWriter();
  private final Failures failures =
      new Failures(Shell.plain(new PrintWriter(new StringWriter()), new PrintWriter(err), () -> 0));

  @ParameterizedTest
  @CsvSource({
    "INTERNAL, 1",
    "USAGE, 2",
    "INPUT, 3",
    "PARTIAL, 4",
    "MODEL, 5",
    "OUTPUT, 6",
    "CANCELLED, 130"
  })
  void everyKindOfFaultHasItsExitCode(Problem problem, int exitCode) {
    int reported = failures.report(new FaultlineException(problem, "a.json: is broken"), false);

    assertThat(reported).isEqualTo(exitCode);
    assertThat(err.toString()).isEqualToIgnoringNewLines("faultline: a.json: is broken");
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(new CancellationException(), 130, "stopped"),
        Arguments.of(new InterruptedException(), 130, "stopped"),
        Arguments.of(new OutOfMemoryError("Java heap space"), 1, "out of memory"),
        Arguments.of(new UnsatisfiedLinkError("no jnitorch"), 1, "native library"),
        Arguments.of(
            new IllegalStateException("first\nsecond"),
            1,
            "a fault of Faultline itself: IllegalStateException: first; run again with --debug"),
        Arguments.of(new NullPointerException(), 1, "NullPointerException; run again"),
        Arguments.of(
            new ExecutionException(new FaultlineException(Problem.MODEL, "no such tensor")),
            5,
            "no such tensor"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherFaultsGetOneLineToo(Throwable fault, int exitCode, String line) {
    assertThat(failures.report(fault, false)).isEqualTo(exitCode);
    assertThat(err.toString()).startsWith("faultline: ").contains(line).hasLineCount(1);
  }
}
