package io.faultline.internal.detection;

import io.faultline.internal.concurrent.SharedWork;
import io.faultline.internal.libtorch.Libtorch;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

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
   * After the first fault no number is started; it is thrown when no thread works any more.
   */
  void each(int items, IntConsumer work) {
    int helpers = Math.min(count, items - 1);
    if (!(helpers > 0)) {
      for (int item = 0; item < items; item++) {
        work.accept(item);
      }
      return;
    }
    int before = Libtorch.threads();
    SharedWork shared =
        new SharedWork(
            "detection",
            items,
            item -> {
              Libtorch.useThreads(1);
              work.accept(item);
            });
    for (int i = 0; i < helpers; i++) {
      shared.offerAll(executor);
    }
    try {
      shared.workOnAll();
      shared.finish();
    } finally {
      Libtorch.useThreads(before);
    }
  }
}
