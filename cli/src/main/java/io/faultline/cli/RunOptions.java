package io.faultline.cli;

import io.faultline.internal.pretrained.WeightsPlace;
import io.faultline.internal.stage.RunContext;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many threads work, and what a run is lent: threads, clock and a drawn progress. */
final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Does the work with progress on screen, and leaves neither threads nor a half-drawn line. */
  <T> T run(CommonOptions common, Function<RunContext, T> work) {
    if (!(threads > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + "; it must be > 0");
    }
    RunContext context =
        RunContext.of(threads)
            .withClock(common.shell().nanoClock())
            .withWeights(WeightsPlace.of(common.shell().environment()));
    try (TerminalProgress.Running progress = common.progress()) {
      return work.apply(context.withProgress(progress));
    } finally {
      context.workers().shutdownNow();
    }
  }
}
