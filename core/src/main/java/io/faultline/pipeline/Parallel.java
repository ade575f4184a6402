package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.network.Libtorch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Maps items side by side; results stand in the items' order. The workers share libtorch's threads:
 * each has one where there are items enough for all, and a single item has all of them (so that a
 * score may differ in its last digits between a photo alone and the same photo among others).
 */
final class Parallel {
  private Parallel() {}

  /** Announces the stage, maps every item and reports each as it is done. */
  static <T, R> List<R> map(
      RunContext context, String stage, String unit, List<T> items, Function<T, R> work) {
    context.progress().begin(stage, items.size(), unit);
    int threadsEach = context.threads() / Math.max(1, Math.min(context.threads(), items.size()));
    AtomicLong done = new AtomicLong();
    List<Future<R>> futures = new ArrayList<>();
    for (T item : items) {
      futures.add(
          context
              .workers()
              .submit(
                  () -> {
                    Libtorch.useThreads(threadsEach);
                    R result = work.apply(item);
                    context.progress().advance(done.incrementAndGet());
                    return result;
                  }));
    }
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultlineException(Problem.CANCELLED, stage + ": stopped", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) { // A full heap stays one.
        throw fault;
      }
      throw new IllegalStateException(stage + " failed", e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(true));
      context.progress().end();
    }
  }
}
