package io.faultline.internal.stage;

import io.faultline.Progress;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.pretrained.WeightsCache;
import io.faultline.internal.pretrained.WeightsPlace;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a run is lent by its caller: threads, a clock, a listener and a folder for weights. {@link
 * #of} gives usual ones; a stage takes all of them from here and makes none of its own.
 *
 * @param workers run independent photos side by side; their number does not change any result. A
 *     run may be called from one of these threads
 * @param threads how many threads compute: steps of a training are parted among them, and native
 *     libraries use no more
 * @param nanoTime a clock that only moves forward, in nanoseconds
 * @param progress hears how far the run is, one call at a time
 * @param weights where pretrained weights are kept that are asked for by name
 * @param signatures what is known of photos' looks, so that trials read them once together
 */
public record RunContext(
    ExecutorService workers,
    int threads,
    LongSupplier nanoTime,
    Progress progress,
    WeightsCache weights,
    PhotoSignatures signatures) {

  /** Sees to it that the listener is called by one thread at a time. */
  public RunContext {
    progress = progress.oneAtATime();
  }

  /** A context that knows no photo yet. */
  public RunContext(
      ExecutorService workers,
      int threads,
      LongSupplier nanoTime,
      Progress progress,
      WeightsCache weights) {
    this(workers, threads, nanoTime, progress, weights, new PhotoSignatures());
  }

  /**
   * What a program needs that has no wishes of its own: so many threads, which end when they have
   * had no work for a second; no listener; weights in the folder that {@link WeightsPlace} names.
   *
   * @throws IllegalArgumentException where {@code threads} is not positive
   */
  public static RunContext of(int threads) {
    if (!(threads > 0)) {
      throw new IllegalArgumentException("threads are " + threads + "; must be > 0");
    }
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            threads, threads, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RunContext::daemon);
    workers.allowCoreThreadTimeOut(true);
    return new RunContext(
        workers, threads, System::nanoTime, Progress.NONE, WeightsPlace.of(System.getenv()));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "faultline-worker");
    thread.setDaemon(true);
    return thread;
  }

  /** This with another listener. */
  public RunContext withProgress(Progress listener) {
    return new RunContext(workers, threads, nanoTime, listener, weights, signatures);
  }

  /** This with another clock, in nanoseconds. */
  public RunContext withClock(LongSupplier clock) {
    return new RunContext(workers, threads, clock, progress, weights, signatures);
  }

  /** This with another place for weights. */
  public RunContext withWeights(WeightsCache cache) {
    return new RunContext(workers, threads, nanoTime, progress, cache, signatures);
  }
}
