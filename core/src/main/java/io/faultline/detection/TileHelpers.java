package io.faultline.detection;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.network.Libtorch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that scan tiles of a photo beside the calling one, where they have nothing else to do.
 * Each uses one of libtorch's threads, so that scores do not depend on how many there are.
 *
 * @param executor runs what is given at some time, or never
 * @param count how many threads may help, 0 or more
 */
public record TileHelpers(Executor executor, int count) {
  /** The calling thread scans alone, with as many of libtorch's threads as it has. */
  public static final TileHelpers NONE = new TileHelpers(task -> {}, 0);

  /** Checks the count. */
  public TileHelpers {
    if (!(count >= 0)) {
      throw new IllegalArgumentException("helpers are " + count + "; must be >= 0");
    }
  }

  /**
   * Does the work of every number from 0 to {@code items - 1} once, and returns when all is done.
   * The first thing that is thrown ends it and is thrown here.
   */
  void each(int items, IntConsumer work) {
    int helpers = Math.min(count, items - 1);
    Shared shared = new Shared(items, work, helpers > 0);
    // A task may wait behind many photos; until then it must not keep this one in memory.
    AtomicReference<@Nullable Shared> open = new AtomicReference<>(shared);
    for (int i = 0; i < helpers; i++) {
      try {
        executor.execute(() -> help(open.get()));
      } catch (RejectedExecutionException e) {
        break; // The pool is shutting down; this thread does the rest.
      }
    }
    shared.work();
    open.set(null);
    shared.finish();
  }

  private static void help(@Nullable Shared shared) {
    if (shared != null) {
      shared.work();
    }
  }

  /** Work that several threads take from. */
  private static final class Shared {
    private final int items;
    private final IntConsumer work;
    private final boolean helped;
    private int next;
    private int running;
    private @Nullable Throwable fault;

    Shared(int items, IntConsumer work, boolean helped) {
      this.items = items;
      this.work = work;
      this.helped = helped;
    }

    void work() {
      if (helped) {
        Libtorch.useThreads(1);
      }
      for (int item = take(); item >= 0; item = take()) {
        @Nullable Throwable thrown = null;
        try {
          work.accept(item);
        } catch (Throwable e) { // Thrown again by the thread that waits.
          thrown = e;
        }
        done(thrown);
      }
    }

    private synchronized int take() {
      if (fault != null || next >= items) {
        return -1;
      }
      running++;
      return next++;
    }

    private synchronized void done(@Nullable Throwable thrown) {
      running--;
      if (fault == null) {
        fault = thrown;
      }
      notifyAll();
    }

    /** Waits for the helpers, which may be inside native code. */
    synchronized void finish() {
      boolean interrupted = false;
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
          next = items;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
        throw new FaultlineException(Problem.CANCELLED, "detection: stopped");
      }
      if (fault instanceof RuntimeException e) {
        throw e;
      }
      if (fault instanceof Error e) { // A full heap stays one.
        throw e;
      }
    }
  }
}
