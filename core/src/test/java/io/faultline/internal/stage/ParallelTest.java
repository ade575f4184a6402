package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** The run is a task of the pool that it maps on, which has no other thread. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aRunMayBeCalledFromItsOwnPool(int threads) {
    try (RunContexts lent = new RunContexts(threads)) {
      List<Future<List<Integer>>> runs =
          IntStream.range(0, threads)
              .mapToObj(run -> lent.context().workers().submit(() -> nested(lent.context())))
              .toList();
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (Future<List<Integer>> run : runs) {
              assertThat(run.get()).containsExactly(0, 3, 6, 9);
            }
          });
    }
  }

  private static List<Integer> nested(RunContext context) {
    return Parallel.map(
        context,
        "outer",
        "items",
        List.of(0, 1, 2, 3),
        i ->
            Parallel.map(context, "inner", "items", List.of(i, i, i), k -> k).stream()
                .mapToInt(k -> k)
                .sum());
  }

  /** A caller that worked itself has as many of libtorch's threads afterwards as before. */
  @Test
  void theCallersThreadsStayAsTheyWere() {
    try (RunContexts lent = new RunContexts(1, 1)) {
      lent.context().workers().shutdownNow();
      int before = torch.get_num_threads();
      torch.set_num_threads(3);
      assertThat(
              Parallel.map(
                  lent.context(), "test", "items", List.of(1, 2), i -> torch.get_num_threads()))
          .containsOnly(1);
      assertThat(torch.get_num_threads()).isEqualTo(3);
      torch.set_num_threads(before);
    }
  }

  /** Counts grow by one, and no call comes while the listener is in another. */
  @Test
  void progressComesInOrderAndOneCallAtATime() {
    List<String> heard = new ArrayList<>(); // Not safe for threads: the calls must be.
    AtomicInteger inside = new AtomicInteger();
    Progress listener =
        new Progress() {
          private void hear(String call) {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            heard.add(call);
            Thread.onSpinWait();
            inside.decrementAndGet();
          }

          @Override
          public void begin(String stage, long total, String unit) {
            hear("begin " + total);
          }

          @Override
          public void advance(long done) {
            hear("" + done);
          }

          @Override
          public void note(String line) {
            hear(line);
          }

          @Override
          public void end() {
            hear("end");
          }
        };
    List<Integer> items = IntStream.range(0, 300).boxed().toList();
    try (RunContexts lent = new RunContexts(4)) {
      RunContext context =
          new RunContext(
              lent.context().workers(), 4, System::nanoTime, listener, lent.context().weights());
      List<Integer> unused =
          Parallel.map(
              context,
              "test",
              "items",
              items,
              i -> {
                context.progress().note("note");
                return i;
              });
    }
    List<String> expected = new ArrayList<>(List.of("begin 300"));
    items.forEach(i -> expected.add("" + (i + 1)));
    expected.add("end");
    assertThat(heard.stream().filter(call -> !call.equals("note")).toList()).isEqualTo(expected);
    assertThat(heard.stream().filter("note"::equals).toList()).hasSize(300);
  }
}
