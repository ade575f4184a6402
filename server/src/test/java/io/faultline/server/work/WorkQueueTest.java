package io.faultline.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws of the queue, with one thread that a job holds up. */
class WorkQueueTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(1);
  private final WorkQueue queue = new WorkQueue(new QueueBounds(1, 3, 10));

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  private Work<String> holdUp() throws InterruptedException {
    Work<String> held =
        queue.submit(
            Priority.REQUEST,
            1,
            () -> {
              busy.countDown();
              gate.await();
              return "held";
            });
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    return held;
  }

  @Test
  void takesAsManyPhotosAsItsBoundsSayAndNoMore() throws InterruptedException {
    Work<String> held = holdUp();
    for (int i = 0; i < 3; i++) {
      var unused = queue.submit(Priority.REQUEST, 1, () -> "");
    }
    assertThat(queue.waiting()).isEqualTo(3);
    assertThatThrownBy(() -> queue.submit(Priority.REQUEST, 1, () -> ""))
        .isInstanceOfSatisfying(
            QueueFull.class, full -> assertThat(full.retrySeconds()).isBetween(1, 60));
    gate.countDown();
    assertThat(held.result().join()).isEqualTo("held");
  }

  @Test
  void takesAsManyMegapixelsAsItsBoundsSay() throws InterruptedException {
    var unused = holdUp();
    var first = queue.submit(Priority.REQUEST, 6, () -> "");
    assertThatThrownBy(() -> queue.submit(Priority.REQUEST, 5, () -> ""))
        .isInstanceOf(QueueFull.class);
    assertThat(queue.waitingMegapixels()).isEqualTo(6);
    first.cancel();
    assertThat(queue.waitingMegapixels()).isZero();
    var second = queue.submit(Priority.REQUEST, 5, () -> "");
    gate.countDown();
    assertThat(second.result().join()).isEmpty();
  }

  @Test
  void takesALargePhotoWhereNothingWaits() throws InterruptedException {
    var unused = holdUp();
    var huge = queue.submit(Priority.REQUEST, 100, () -> "huge");
    gate.countDown();
    assertThat(huge.result().join()).isEqualTo("huge");
  }

  @Test
  void takesAllJobsOfARequestOrNone() throws InterruptedException {
    var unused = holdUp();
    WorkQueue.Job<String> job = new WorkQueue.Job<>(1, () -> "");
    assertThatThrownBy(() -> queue.submitAll(Priority.REQUEST, List.of(job, job, job, job)))
        .isInstanceOf(QueueFull.class);
    assertThat(queue.waiting()).isZero();
    assertThat(queue.submitAll(Priority.REQUEST, List.of(job, job, job))).hasSize(3);
  }

  @Test
  void requestsGoBeforeBackgroundAndEachInItsOrder() throws InterruptedException {
    var unused = holdUp();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<Work<Boolean>> works = new ArrayList<>();
    for (String name : List.of("b1", "b2")) {
      works.add(queue.submit(Priority.BACKGROUND, 1, () -> order.add(name)));
    }
    for (String name : List.of("r1", "r2")) {
      works.add(queue.submit(Priority.REQUEST, 1, () -> order.add(name)));
    }
    gate.countDown();
    works.forEach(work -> work.result().join());
    assertThat(order).containsExactly("r1", "r2", "b1", "b2");
  }

  @Test
  void cancelledWorkIsNotStartedOrIsInterrupted() throws InterruptedException {
    Work<String> held = holdUp();
    List<String> started = Collections.synchronizedList(new ArrayList<>());
    Work<Boolean> waiting = queue.submit(Priority.REQUEST, 1, () -> started.add("never"));
    waiting.cancel();
    assertThat(queue.waiting()).isZero();
    held.cancel();
    assertThatThrownBy(() -> held.result().join()).isInstanceOf(CancellationException.class);
    Work<Boolean> next = queue.submit(Priority.REQUEST, 1, () -> Thread.interrupted());
    assertThat(next.result().join()).as("the interrupt belongs to the cancelled one").isFalse();
    assertThat(started).isEmpty();
  }

  @Test
  void aFaultOfAJobIsItsResult() {
    IllegalStateException fault = new IllegalStateException("broken");
    Work<String> work =
        queue.submit(
            Priority.REQUEST,
            1,
            () -> {
              throw fault;
            });
    assertThatThrownBy(() -> work.result().join()).hasCause(fault);
  }

  @Test
  void closingEndsWhatWaitsAndWhatIsWorkedOn() throws InterruptedException {
    Work<String> held = holdUp();
    Work<String> waiting = queue.submit(Priority.REQUEST, 1, () -> "");
    queue.close();
    assertThat(held.result()).isCompletedExceptionally();
    assertThat(waiting.result()).isCompletedExceptionally();
    assertThat(queue.working()).isZero();
  }

  @Test
  void boundsMustBePositive() {
    assertThatThrownBy(() -> new QueueBounds(0, 1, 1))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("threads is 0");
    assertThatThrownBy(() -> new QueueBounds(1, 1, Double.NaN))
        .isInstanceOf(FaultlineException.class);
  }
}
