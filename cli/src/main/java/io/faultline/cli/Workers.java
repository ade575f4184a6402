package io.faultline.cli;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many threads work. */
final class Workers {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads work (default: one per processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** The number asked for. */
  int count() {
    if (!(threads > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + "; it must be > 0");
    }
    return threads;
  }

  /** That many daemon threads; the caller shuts them down. */
  ExecutorService start() {
    return Executors.newFixedThreadPool(
        count(),
        task -> {
          Thread thread = new Thread(task, "worker");
          thread.setDaemon(true);
          return thread;
        });
  }
}
