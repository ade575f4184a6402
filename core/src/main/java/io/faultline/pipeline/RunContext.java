package io.faultline.pipeline;

import io.faultline.Progress;
import io.faultline.dataset.PhotoSignatures;
import io.faultline.network.WeightsCache;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;

/**
 * What a shell lends to a run: core itself makes no threads, reads no clock and knows no place of
 * its own on the disk.
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
}
