package io.faultline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Jobs of Apache Spark, without a cluster. */
@Command(
    name = "spark",
    header = "Work on large archives with Apache Spark.",
    customSynopsis = {"faultline spark COMMAND [OPTIONS]"},
    description = {
      "Runs the jobs of module spark on this machine. On first use Maven fetches Spark. The same jobs"
          + " run on a cluster with spark-submit (docs/spark.md)."
    },
    footer = {
      "  faultline spark detect --model runs/quay/model --photos archive --out found",
      "  faultline spark features --data walls --model runs/walls/model --out features",
      "  faultline spark detect --help"
    },
    subcommands = {
      SparkDetectCommand.class,
      SparkFeaturesCommand.class,
      SparkClassifierCommand.class
    })
final class SparkCommand implements Runnable {
  @Mixin private CommonOptions unusedCommon; // picocli itself acts on it

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which job? Try faultline spark --help");
  }
}
