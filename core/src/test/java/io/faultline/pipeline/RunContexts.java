package io.faultline.pipeline;

import io.faultline.Progress;
import io.faultline.network.WeightsCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads and a listener for runs in tests. */
final class RunContexts implements AutoCloseable {
  private final ExecutorService workers;
  private final int threads;
  private final List<String> notes = new ArrayList<>();

  /** Workers that compute on one thread, whatever their number. */
  RunContexts(int workers) {
    this(workers, 1);
  }

  RunContexts(int workers, int threads) {
    this.workers = Executors.newFixedThreadPool(workers);
    this.threads = threads;
  }

  RunContext context() {
    return new RunContext(
        workers,
        threads,
        System::nanoTime,
        new Progress() {
          @Override
          public void note(String line) {
            notes.add(line);
          }
        },
        WeightsCache.in(Path.of("no-such-folder")));
  }

  /** What the run noted. */
  List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
