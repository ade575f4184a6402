package io.faultline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParallelTest {
  @Test
  void resultsStandInTheOrderOfTheItems() {
    List<Integer> items = IntStream.range(0, 200).boxed().toList();
    try (RunContexts lent = new RunContexts(4)) {
      assertThat(Parallel.map(lent.context(), "test", "items", items, i -> 2 * i))
          .isEqualTo(items.stream().map(i -> 2 * i).toList());
    }
  }

  /** Many items side by side have a thread each; one alone has all of them. */
  @Test
  void workersShareLibtorchsThreads() {
    try (RunContexts lent = new RunContexts(4, 4)) {
      for (int[] each : new int[][] {{1, 4}, {2, 2}, {3, 1}, {4, 1}, {50, 1}, {1, 4}}) {
        List<Integer> items = IntStream.range(0, each[0]).boxed().toList();
        assertThat(
                Parallel.map(lent.context(), "test", "items", items, i -> torch.get_num_threads()))
            .containsOnly(each[1]);
      }
    }
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new FaultlineException(Problem.INPUT, "x"),
        new IllegalArgumentException("x"),
        new OutOfMemoryError("x"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultsKeepTheirType(Throwable fault) {
    try (RunContexts lent = new RunContexts(2)) {
      assertThatThrownBy(
              () -> Parallel.map(lent.context(), "test", "items", List.of(1), item -> fail(fault)))
          .isSameAs(fault);
    }
  }

  private static int fail(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }
}
