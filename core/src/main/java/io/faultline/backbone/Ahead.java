package io.faultline.backbone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Work in order, the next item being prepared on another thread meanwhile. */
final class Ahead {
  private Ahead() {}

  /**
   * Prepares and works on items 0 to {@code count} - 1; faults of either come through as they are.
   */
  static <T> void forEach(int count, IntFunction<T> prepare, Executor executor, Consumer<T> work) {
    CompletableFuture<T> next = start(0, count, prepare, executor);
    for (int i = 0; i < count; i++) {
      T item = finished(next);
      next = start(i + 1, count, prepare, executor);
      work.accept(item);
    }
  }

  private static <T> CompletableFuture<T> start(
      int i, int count, IntFunction<T> prepare, Executor executor) {
    return i < count
        ? CompletableFuture.supplyAsync(() -> prepare.apply(i), executor)
        : new CompletableFuture<>();
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
