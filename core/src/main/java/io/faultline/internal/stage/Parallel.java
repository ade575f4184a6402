package io.faultline.internal.stage;

import io.faultline.Progress;
import io.faultline.internal.concurrent.SharedWork;
import io.faultline.internal.libtorch.Libtorch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Maps items side by side; results stand in the items' order. The workers share libtorch's threads:
 * each has one where there are items enough for all, and a single item has all of them (so that a
 * score may differ in its last digits between a photo alone and the same photo among others).
 *
 * <p>A fault comes out when no item is being worked on any more, so that the caller may close what
 * the work uses. A thread of the context's own pool may call this: where no other thread is free,
 * it works itself.
 */
public final class Parallel {
  private Parallel() {}

  /**
   * Announces the stage, maps every item and reports each as it is done.
   *
   * @throws RuntimeException the fault of the first item that has one, other faults suppressed;
   *     items that were not started by then are left out. With {@code CANCELLED} where this thread
   *     was interrupted
   */
  public static <T, R> List<R> map(
      RunContext context, String stage, String unit, List<T> items, Function<T, R> work) {
    int before = Libtorch.threads();
    int threadsEach = context.threads() / Math.max(1, Math.min(context.threads(), items.size()));
    try {
      return mapPhotos(
          context,
          stage,
          unit,
          items,
          item -> {
            Libtorch.useThreads(threadsEach);
            return work.apply(item);
          });
    } finally {
      Libtorch.useThreads(before); // This thread may have worked itself.
    }
  }

  /**
   * As {@link #map}, for work that does without libtorch, which takes seconds to load: looking at
   * photos.
   */
  static <T, R> List<R> mapPhotos(
      RunContext context, String stage, String unit, List<T> items, Function<T, R> work) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
    Counter counter = new Counter(context.progress());
    SharedWork shared =
        new SharedWork(
            stage,
            items.size(),
            i -> {
              results.set(i, work.apply(items.get(i)));
              counter.advance();
            });
    context.progress().begin(stage, items.size(), unit);
    try {
      items.forEach(item -> shared.offerOne(context.workers()));
      shared.finish();
      List<R> ordered = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        ordered.add(results.get(i));
      }
      return ordered;
    } finally {
      context.progress().end();
    }
  }

  /** Counts items that are done, and tells each number before the next. */
  private static final class Counter {
    private final Progress progress;
    private long done;

    Counter(Progress progress) {
      this.progress = progress;
    }

    synchronized void advance() {
      progress.advance(++done);
    }
  }
}
