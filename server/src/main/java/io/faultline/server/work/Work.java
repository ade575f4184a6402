package io.faultline.server.work;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something to do: it waits, is worked on and ends, or is cancelled at any time before.
 *
 * @param <T> what comes of it
 */
public final class Work<T> extends FutureTask<T> implements Comparable<Work<?>> {
  private final WorkQueue queue;
  private final Priority priority;
  private final long number;
  private final double megapixels;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicBoolean waiting = new AtomicBoolean(true);
  private long begun;

  Work(WorkQueue queue, Priority priority, long number, double megapixels, Callable<T> task) {
    super(task);
    this.queue = queue;
    this.priority = priority;
    this.number = number;
    this.megapixels = megapixels;
  }

  /**
   * What comes of it; completed by the thread that worked or cancelled. A cancelled one gets a
   * {@link CancellationException} at once, also where the thread still works.
   */
  public CompletableFuture<T> result() {
    return result;
  }

  /** Takes it out of the queue, or interrupts the thread that works on it. */
  public void cancel() {
    boolean unused = cancel(true);
  }

  Priority priority() {
    return priority;
  }

  double megapixels() {
    return megapixels;
  }

  /** Whether it is this call that ends the waiting. */
  boolean endWaiting() {
    return waiting.getAndSet(false);
  }

  /** Called by the thread that works. */
  void begin() {
    begun = System.nanoTime();
  }

  /** Since {@link #begin}, on the same thread. */
  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  @Override
  public void run() {
    queue.started(this);
    try {
      super.run();
    } finally {
      queue.ended(this);
    }
  }

  @Override
  protected void done() {
    queue.leave(this);
    try {
      result.complete(get());
    } catch (CancellationException e) {
      result.completeExceptionally(e);
    } catch (ExecutionException e) {
      result.completeExceptionally(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("what is done cannot be waited for", e);
    }
  }

  @Override
  public int compareTo(Work<?> other) {
    int urgency = priority.compareTo(other.priority);
    return urgency != 0 ? urgency : Long.compare(number, other.number);
  }
}
