package io.faultline.backbone;

import io.faultline.network.Libtorch;
import io.faultline.network.NetworkTrainer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A step's work in parts that run side by side, each lane on a thread of its own with its share of
 * libtorch's threads. Two lanes of one thread do half as much again as one of two: the small
 * operations of a pass leave a second thread little to do, and it waits at each for the first.
 *
 * <p>How work is parted, and the order in which results are taken, depend on the number of threads
 * alone.
 *
 * @param count of lanes
 * @param threadsEach what each lets libtorch use
 * @param executor lends the lanes' threads
 */
record Lanes(int count, int threadsEach, Executor executor) {

  /**
   * As many lanes as there is work for.
   *
   * @param items of a step that can be parted: photos or crops
   * @param threads of all lanes together
   */
  static Lanes of(NetworkTrainer trainer, int items, int threads, Executor executor) {
    int count = trainer.passesMayOverlap() ? Math.min(threads, items) : 1;
    return new Lanes(count, threads / count, executor);
  }

  /** How many of so many items a lane takes at a time. */
  int share(int items) {
    return -Math.floorDiv(-items, count);
  }

  /** Does the parts in the lanes, and takes their results in order on the caller's thread. */
  <T> void run(int parts, IntFunction<T> work, Consumer<T> take) {
    Ahead.forEach(
        parts,
        count,
        part -> {
          Libtorch.useThreads(threadsEach);
          return work.apply(part);
        },
        executor,
        take);
  }
}
