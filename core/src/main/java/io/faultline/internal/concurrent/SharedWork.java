package io.faultline.internal.concurrent;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Items 0 to n - 1, each worked on once, by whichever thread comes first. After the first fault no
 * item is started, and the waiting thread gets the fault only when no item is being worked on any
 * more: what the items use may then be closed.
 *
 * <p>The waiting thread never depends on the others: where none of them works, it works itself. A
 * thread of a pool may therefore wait for work that it gave to its own pool.
 */
public final class SharedWork {
  /** How long a pool may take to start an item before the waiting thread does it. */
  private static final long PATIENCE_MILLIS = 20;

  private final String stage;
  private final int items;
  private final SortedMap<Integer, Throwable> faults = new TreeMap<>();
  private @Nullable IntConsumer work;
  private int next;
  private int running;

  /**
   * Work that no thread does yet.
   *
   * @param stage what is done, for the message of a stopped run
   * @param work may run on several threads at once, for different items
   */
  public SharedWork(String stage, int items, IntConsumer work) {
    this.stage = stage;
    this.items = items;
    this.work = work;
  }

  /** Asks an executor to start one item, sometime. */
  public void offerOne(Executor executor) {
    offer(executor, this::workOnOne);
  }

  /** Asks an executor for a thread that works on items until none is left, sometime. */
  public void offerAll(Executor executor) {
    offer(executor, this::workOnAll);
  }

  private static void offer(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // The pool is shutting down; the thread that waits does the work.
    }
  }

  /** Works on items until none is left to start. Faults are kept for the waiting thread. */
  public void workOnAll() {
    boolean more = true;
    while (more) {
      more = workOnOne();
    }
  }

  /** Works on the next item, or returns false where none is left to start. */
  private boolean workOnOne() {
    int item;
    IntConsumer task;
    synchronized (this) {
      task = work;
      if (task == null || next >= items) {
        return false;
      }
      item = next++;
      running++;
    }
    @Nullable Throwable fault = null;
    try {
      task.accept(item);
    } catch (Throwable e) { // Thrown again by the thread that waits.
      fault = e;
    }
    ended(item, fault);
    return true;
  }

  private synchronized void ended(int item, @Nullable Throwable fault) {
    running--;
    if (fault != null) {
      faults.put(item, fault);
      next = items;
    }
    notifyAll();
  }

  /**
   * Returns when every item is done.
   *
   * @throws RuntimeException the fault of the first item that has one, the others suppressed; also
   *     an {@code Error}. With {@code CANCELLED} where this thread was interrupted: no item is
   *     started then, and those that were have ended
   */
  public void finish() {
    boolean alone = false;
    while (!allEnded(alone)) {
      alone |= workOnOne();
    }
    if (Thread.currentThread().isInterrupted()) {
      FaultlineException stopped = new FaultlineException(Problem.CANCELLED, stage + ": stopped");
      faults.values().forEach(stopped::addSuppressed);
      throw stopped;
    }
    if (!faults.isEmpty()) {
      Throwable first = faults.values().iterator().next();
      faults.values().forEach(later -> Faults.suppress(first, later));
      Faults.rethrow(first);
    }
  }

  /**
   * Waits as long as other threads work.
   *
   * @param alone whether no other thread has to be given time to start
   * @return whether everything has ended; otherwise it is this thread's turn to work
   */
  private synchronized boolean allEnded(boolean alone) {
    boolean interrupted = false;
    boolean myTurn = false;
    while (running > 0 || (next < items && !myTurn)) {
      int started = next;
      try {
        if (running > 0) {
          wait();
        } else if (!alone) {
          wait(PATIENCE_MILLIS);
        }
        myTurn = running == 0 && next == started;
      } catch (InterruptedException e) {
        interrupted = true;
        next = items;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (next >= items) {
      work = null; // A late task must not keep in memory what the work uses.
    }
    return next >= items;
  }
}
