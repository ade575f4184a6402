package io.faultline.internal.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Work in order, the next items being prepared on other threads meanwhile. An item that no other
 * thread starts to prepare is prepared by the calling thread: a thread of a pool may work with its
 * own pool.
 */
public final class Prefetch {
  private Prefetch() {}

  /**
   * Prepares and works on items 0 to {@code count} - 1. A fault of either comes through as it is,
   * when no item is being prepared any more; items that were not started are left out. Faults of
   * other items that were being prepared are suppressed in it.
   *
   * @param depth how many items may be in preparation or prepared, besides the one worked on, at
   *     least 1
   */
  public static <T> void forEach(
      int count, int depth, IntFunction<T> prepare, Executor executor, Consumer<T> work) {
    Deque<PreparedItem<T>> begun = new ArrayDeque<>();
    boolean alone = false;
    try {
      for (int i = 0; i < Math.min(count, depth); i++) {
        begun.add(begin(i, prepare, executor));
      }
      for (int i = 0; i < count; i++) {
        PreparedItem<T> item = begun.remove();
        alone |= item.await(alone);
        if (i + depth < count) {
          begun.add(begin(i + depth, prepare, executor));
        }
        work.accept(item.result());
      }
    } catch (RuntimeException | Error e) {
      begun.forEach(PreparedItem::cancel);
      begun.forEach(item -> item.abandon(e));
      throw e;
    }
  }

  private static <T> PreparedItem<T> begin(int item, IntFunction<T> prepare, Executor executor) {
    PreparedItem<T> begun = new PreparedItem<>(() -> prepare.apply(item));
    try {
      executor.execute(begun);
    } catch (RejectedExecutionException e) {
      // The pool is shutting down; the calling thread prepares the item.
    }
    return begun;
  }
}
