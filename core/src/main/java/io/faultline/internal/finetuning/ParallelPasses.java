package io.faultline.internal.finetuning;

import io.faultline.internal.concurrent.Prefetch;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.network.NetworkTrainer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A step's work in parts that run side by side, each lane on a thread of its own with its share of
 * libtorch's threads: the small operations of a pass leave a second thread little to do, and it
 * waits at each for the first.
 *
 * <p>How work is parted, and the order in which results are taken, depend on the number of threads
 * alone.
 *
 * @param count of lanes, at least 1; one alone is the caller's own thread
 * @param itemsEach how many photos or crops a lane passes at a time, at most
 * @param threadsEach what each of several lets libtorch use
 * @param executor lends the threads of several
 */
record ParallelPasses(int count, int itemsEach, int threadsEach, Executor executor) {

  /**
   * As many lanes as there is work for.
   *
   * @param items of a step that would share a pass: photos or crops
   * @param threads of all lanes together, at least 1
   */
  static ParallelPasses of(NetworkTrainer trainer, int items, int threads, Executor executor) {
    int itemsEach = trainer.passesMayOverlap() ? ceil(items, Math.min(threads, items)) : items;
    int count = ceil(items, itemsEach);
    return new ParallelPasses(count, itemsEach, threads / count, executor);
  }

  private static int ceil(int items, int by) {
    return -Math.floorDiv(-items, by);
  }

  /** Does the parts in the lanes, and takes their results in order on the caller's thread. */
  <T> void run(int parts, IntFunction<T> work, Consumer<T> take) {
    if (count == 1) {
      for (int part = 0; part < parts; part++) {
        take.accept(work.apply(part));
      }
      return;
    }
    int before = Libtorch.threads();
    try {
      Prefetch.forEach(
          parts,
          count,
          part -> {
            Libtorch.useThreads(threadsEach);
            return work.apply(part);
          },
          executor,
          take);
    } finally {
      Libtorch.useThreads(before); // The caller may have worked in a lane itself.
    }
  }
}
