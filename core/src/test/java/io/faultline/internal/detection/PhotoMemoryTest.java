package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PhotoMemoryTest {
  private final PhotoMemory memory = new PhotoMemory();

  @Test
  void whatNeedsAllMemoryWaitsForTheOthersAndThenGetsIt() throws Exception {
    AtomicBoolean otherWorks = new AtomicBoolean();
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Callable<String> small =
        () ->
            memory.work(
                "small.jpg",
                () -> {
                  otherWorks.set(true);
                  started.countDown();
                  await(refused);
                  otherWorks.set(false);
                  return "small";
                });
    Callable<String> large =
        () ->
            memory.work(
                "large.jpg",
                () -> {
                  await(started);
                  tries.incrementAndGet();
                  if (otherWorks.get()) {
                    refused.countDown();
                    throw new OutOfMemoryError("heap");
                  }
                  return "large";
                });
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      Future<String> one = workers.submit(small);
      Future<String> other = workers.submit(large);
      assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo("small");
      assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("large");
      assertThat(tries).hasValue(2);
    } finally {
      workers.shutdownNow();
    }
  }

  @Test
  void aPhotoThatIsTooLargeAloneIsItsOwnFault() {
    for (Throwable full :
        new Throwable[] {
          new OutOfMemoryError(),
          new FaultlineException(Problem.INPUT, "x: is too large", new OutOfMemoryError())
        }) {
      AtomicInteger tries = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  memory.work(
                      "wall.jpg",
                      () -> {
                        tries.incrementAndGet();
                        if (full instanceof Error error) {
                          throw error;
                        }
                        throw (FaultlineException) full;
                      }))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT));
      assertThat(tries).hasValue(2);
    }
    assertThat(memory.<String>work("next.jpg", () -> "goes on")).isEqualTo("goes on");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
