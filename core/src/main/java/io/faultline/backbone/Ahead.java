package io.faultline.backbone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Work in order, the next items being prepared on other threads meanwhile. */
final class Ahead {
  private Ahead() {}

  /**
   * Prepares and works on items 0 to {@code count} - 1; faults of either come through as they are,
   * once nothing is being prepared any more.
   *
   * @param depth how many items may be in preparation or prepared, besides the one worked on
   */
  static <T> void forEach(
      int count, int depth, IntFunction<T> prepare, Executor executor, Consumer<T> work) {
    Deque<CompletableFuture<T>> begun = new ArrayDeque<>();
    try {
      for (int i = 0; i < Math.min(count, depth); i++) {
        begun.add(begin(i, prepare, executor));
      }
      for (int i = 0; i < count; i++) {
        T item = finished(begun.remove());
        if (i + depth < count) {
          begun.add(begin(i + depth, prepare, executor));
        }
        work.accept(item);
      }
    } finally {
      begun.forEach(Ahead::awaited);
    }
  }

  private static <T> CompletableFuture<T> begin(
      int item, IntFunction<T> prepare, Executor executor) {
    return CompletableFuture.supplyAsync(() -> prepare.apply(item), executor);
  }

  private static void awaited(CompletableFuture<?> future) {
    future.handle((item, fault) -> true).join();
  }

  private static <T> T finished(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      throw e;
    }
  }
}
