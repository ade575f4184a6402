package io.faultline.internal.concurrent;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One result that some thread makes, once: a pool's, or the one that needs it. */
final class PreparedItem<T> implements Runnable {
  /** How long a pool may take to start before the thread that needs the item does. */
  private static final long PATIENCE_MILLIS = 20;

  private @Nullable Supplier<T> prepare;
  private boolean started;
  private boolean ended;
  private @Nullable T result;
  private @Nullable Throwable fault;

  PreparedItem(Supplier<T> prepare) {
    this.prepare = prepare;
  }

  /** Prepares the item unless a thread has started to. */
  @Override
  public void run() {
    boolean unused = prepareHere();
  }

  private boolean prepareHere() {
    Supplier<T> task;
    synchronized (this) {
      task = prepare;
      if (task == null) {
        return false;
      }
      prepare = null;
      started = true;
    }
    @Nullable T made = null;
    @Nullable Throwable thrown = null;
    try {
      made = task.get();
    } catch (Throwable e) { // Thrown again by the thread that needs the item.
      thrown = e;
    }
    synchronized (this) {
      result = made;
      fault = thrown;
      ended = true;
      notifyAll();
    }
    return true;
  }

  /**
   * Returns when the item is prepared.
   *
   * @param alone whether no other thread has to be given time to start
   * @return whether this thread prepared it
   */
  boolean await(boolean alone) {
    if (!alone) {
      waitForStart();
    }
    boolean here = prepareHere();
    waitForEnd();
    return here;
  }

  /** What was prepared; throws what was thrown. Call {@link #await} first. */
  synchronized T result() {
    if (fault != null) {
      Faults.rethrow(fault);
    }
    return Objects.requireNonNull(result);
  }

  /** Sees that the item is not started any more. */
  synchronized void cancel() {
    prepare = null;
  }

  /** Waits for an item that was started; its fault goes into the one to be thrown. */
  synchronized void abandon(Throwable thrown) {
    if (started) {
      waitForEnd();
      if (fault != null) {
        Faults.suppress(thrown, fault);
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // A wakeup without reason only ends the patience early.
  private synchronized void waitForStart() {
    if (!started) {
      try {
        wait(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Not ended by interruption: the item may be inside native code. */
  private synchronized void waitForEnd() {
    boolean interrupted = false;
    while (!ended) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
