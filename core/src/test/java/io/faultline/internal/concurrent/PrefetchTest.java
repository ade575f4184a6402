package io.faultline.internal.concurrent;

import static io.faultline.internal.concurrent.SharedWorkTest.await;
import static io.faultline.internal.concurrent.SharedWorkTest.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefetchTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "20, 1", "20, 3", "2, 5"})
  void itemsAreWorkedOnInOrder(int count, int depth) {
    List<Integer> seen = new ArrayList<>();
    Prefetch.forEach(count, depth, i -> 2 * i, pool, seen::add);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(2 * i);
    }
    assertThat(seen).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "2, 2"})
  void aThreadOfThePoolMayWorkWithItsOwnPool(int threads, int depth) {
    ExecutorService own = Executors.newFixedThreadPool(threads);
    try {
      List<Integer> seen = new ArrayList<>();
      Future<?> caller =
          own.submit(
              () ->
                  Prefetch.forEach(
                      4,
                      depth,
                      i -> {
                        AtomicInteger sum = new AtomicInteger();
                        Prefetch.forEach(3, depth, k -> k, own, sum::addAndGet);
                        return 10 * i + sum.get();
                      },
                      own,
                      seen::add));
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> caller.get());
      assertThat(seen).containsExactly(3, 13, 23, 33);
    } finally {
      own.shutdownNow();
    }
  }

  @Test
  void aPoolThatIsShutDownLeavesTheWorkToTheCaller() {
    pool.shutdownNow();
    List<Integer> seen = new ArrayList<>();
    Prefetch.forEach(3, 2, i -> i, pool, seen::add);
    assertThat(seen).containsExactly(0, 1, 2);
  }

  /** Item 1 is in preparation when the work on item 0 fails; item 2 waits for a thread. */
  @Test
  void aFaultComesOutWhenNothingIsPreparedAnyMore() {
    ExecutorService one = Executors.newFixedThreadPool(1);
    CountDownLatch second = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger started = new AtomicInteger();
    try {
      assertThatThrownBy(
              () ->
                  Prefetch.forEach(
                      10,
                      2,
                      i -> {
                        started.incrementAndGet();
                        if (i == 1) {
                          second.countDown();
                          pause(100);
                          ended.incrementAndGet();
                          throw new IllegalStateException("item 1");
                        }
                        return i;
                      },
                      one,
                      i -> {
                        await(second);
                        throw new IllegalStateException("work");
                      }))
          .hasMessage("work")
          .satisfies(
              e ->
                  assertThat(e.getSuppressed())
                      .extracting(Throwable::getMessage)
                      .containsExactly("item 1"));
      assertThat(ended).hasValue(1);
      pause(50);
      assertThat(started).hasValue(2);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void aFaultOfThePreparationKeepsItsType() {
    OutOfMemoryError full = new OutOfMemoryError("full");
    assertThatThrownBy(
            () ->
                Prefetch.forEach(
                    1,
                    1,
                    i -> {
                      throw full;
                    },
                    pool,
                    i -> {}))
        .isSameAs(full);
  }
}
