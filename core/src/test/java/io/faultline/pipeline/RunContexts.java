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
  private final List<String> notes = new ArrayList<>();

  RunContexts(int threads) {
    workers = Executors.newFixedThreadPool(threads);
  }

  RunContext context() {
    return new RunContext(
        workers,
        1,
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
