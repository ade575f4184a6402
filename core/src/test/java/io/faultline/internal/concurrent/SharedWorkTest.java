package io.faultline.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedWorkTest {
  private static final int ITEMS = 200;

  private final ExecutorService pool = Executors.newFixedThreadPool(3);

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  private void run(ExecutorService executor, int items, IntConsumer work) {
    SharedWork shared = new SharedWork("test", items, work);
    for (int i = 0; i < items; i++) {
      shared.offerOne(executor);
    }
    shared.finish();
  }

  @Test
  void everyItemIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(ITEMS);
    run(pool, ITEMS, done::incrementAndGet);
    for (int i = 0; i < ITEMS; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  /** What the items use is closed once the fault is out. */
  @Test
  void aFaultComesOutWhenNoItemIsWorkedOnAndNoneStartsAfterIt() {
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger started = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    pool,
                    ITEMS,
                    i -> {
                      started.incrementAndGet();
                      running.incrementAndGet();
                      both.countDown();
                      await(both);
                      if (i == 0) {
                        running.decrementAndGet();
                        throw new IllegalStateException("lost");
                      }
                      pause(100);
                      running.decrementAndGet();
                    }))
        .hasMessage("lost");
    assertThat(running).hasValue(0);
    int startedAtFault = started.get();
    assertThat(startedAtFault).isLessThanOrEqualTo(4);
    pause(50);
    assertThat(started).hasValue(startedAtFault);
  }

  @Test
  void theFirstItemsFaultIsThrownWithTheOthersInIt() {
    CountDownLatch all = new CountDownLatch(3);
    assertThatThrownBy(
            () ->
                run(
                    pool,
                    3,
                    i -> {
                      all.countDown();
                      await(all);
                      pause(20L * (3 - i)); // The last item fails first.
                      throw new IllegalStateException("item " + i);
                    }))
        .hasMessage("item 0")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("item 1", "item 2"));
  }

  @Test
  void oneFaultOfSeveralItemsIsThrownOnce() {
    CountDownLatch all = new CountDownLatch(2);
    IllegalStateException same = new IllegalStateException("same");
    assertThatThrownBy(
            () ->
                run(
                    pool,
                    2,
                    i -> {
                      all.countDown();
                      await(all);
                      throw same;
                    }))
        .isSameAs(same);
  }

  /** Each thread of the pool gives work to its own pool, which has no thread left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aThreadOfThePoolMayWaitForItsOwnPool(int threads) {
    ExecutorService own = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger done = new AtomicInteger();
      List<? extends Future<?>> callers =
          IntStream.range(0, threads)
              .mapToObj(
                  c -> own.submit(() -> run(own, 4, i -> run(own, 3, k -> done.incrementAndGet()))))
              .toList();
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (Future<?> caller : callers) {
              caller.get();
            }
          });
      assertThat(done).hasValue(threads * 4 * 3);
    } finally {
      own.shutdownNow();
    }
  }

  @Test
  void aPoolThatIsShutDownLeavesTheWorkToTheCaller() {
    pool.shutdownNow();
    AtomicInteger done = new AtomicInteger();
    run(pool, 5, i -> done.incrementAndGet());
    assertThat(done).hasValue(5);
  }

  @Test
  void interruptionStopsWhenStartedItemsHaveEnded() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger started = new AtomicInteger();
    Thread caller = Thread.currentThread();
    pool.execute(
        () -> {
          await(begun);
          caller.interrupt();
        });
    assertThatThrownBy(
            () ->
                run(
                    pool,
                    ITEMS,
                    i -> {
                      started.incrementAndGet();
                      running.incrementAndGet();
                      begun.countDown();
                      pause(100);
                      running.decrementAndGet();
                    }))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("test: stopped");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(running).hasValue(0);
    assertThat(started.get()).isBetween(1, ITEMS / 2);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
