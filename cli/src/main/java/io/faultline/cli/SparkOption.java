package io.faultline.cli;

import io.faultline.Progress;
import io.faultline.internal.cluster.Cluster;
import io.faultline.internal.experiment.TrialHelpers;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether parts of a command run on a cluster. */
final class SparkOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Let Apache Spark do the parts of this work, several at a time: local[2] for two on this"
              + " machine, or the address of a cluster (docs/spark.md). Results are the same.")
  private Optional<String> master = Optional.empty();

  /** Where Spark is, if it was asked for. */
  Optional<String> master() {
    return master;
  }

  /** What does the trials of this command line, where Spark was asked for. */
  TrialHelpers trialHelpers(Progress progress) {
    return master.isEmpty() ? TrialHelpers.NONE : trials -> map(trials, "trials", progress);
  }

  /**
   * Does parts of this command line elsewhere.
   *
   * @param unit what a part is called in progress
   */
  List<byte[]> map(List<String> parts, String unit, Progress progress) {
    return Cluster.find()
        .map(
            master.orElseThrow(),
            spec.root().commandLine().getParseResult().originalArgs(),
            parts,
            unit,
            progress);
  }
}
