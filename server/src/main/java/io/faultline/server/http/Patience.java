package io.faultline.server.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests whose time is over, and those whose client has left: nobody would read the result.
 */
final class Patience implements AutoCloseable {
  private static final long TICK_MILLIS = 200;

  private final Duration limit;
  private final Executor answering;
  private final Set<Pending<?>> pending = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "faultline-patience");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Patience.
   *
   * @param limit for the time from the arrival of a request to its answer
   * @param answering threads that write answers, which may wait for slow clients
   */
  Patience(Duration limit, Executor answering) {
    this.limit = limit;
    this.answering = answering;
    var unused =
        clock.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A result that a client waits for. */
  private record Pending<T>(
      Exchange exchange, long end, CompletableFuture<T> answer, Runnable cancel) {
    void end(ApiFault fault) {
      if (answer.completeExceptionally(fault)) {
        cancel.run();
      }
    }
  }

  /**
   * The result as it is, or the fault of the client or the clock if that comes first.
   *
   * @param cancel stops the work; called at most once
   */
  <T> CompletableFuture<T> await(Exchange exchange, CompletableFuture<T> result, Runnable cancel) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Pending<T> waiting =
        new Pending<>(exchange, System.nanoTime() + limit.toNanos(), answer, cancel);
    pending.add(waiting);
    var unused =
        result.whenComplete(
            (value, fault) -> {
              pending.remove(waiting);
              if (fault == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(fault);
              }
            });
    return answer.whenCompleteAsync((value, fault) -> pending.remove(waiting), answering);
  }

  private void tick() {
    pending.forEach(this::look);
  }

  private void look(Pending<?> waiting) {
    try {
      if (System.nanoTime() - waiting.end() > 0) {
        waiting.end(
            new ApiFault(
                504,
                "timeout",
                "no result after " + limit.toSeconds() + " seconds (--request-seconds)"));
      } else if (waiting.exchange().clientLeft()) {
        waiting.end(new ApiFault(499, "cancelled", "the client has left"));
      }
    } catch (RuntimeException e) { // The clock must go on for the others.
      waiting.answer().completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
