package io.faultline.internal.stage;

import io.faultline.Progress;
import io.faultline.internal.pretrained.WeightsCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads and a listener for runs in tests. */
public final class RunContexts implements AutoCloseable {
  private final ExecutorService workers;
  private final int threads;
  private final List<String> notes = new ArrayList<>();

  /** Workers that compute on one thread, whatever their number. */
  public RunContexts(int workers) {
    this(workers, 1);
  }

  public RunContexts(int workers, int threads) {
    this.workers = Executors.newFixedThreadPool(workers);
    this.threads = threads;
  }

  public RunContext context() {
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
  public List<String> notes() {
    return notes;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
