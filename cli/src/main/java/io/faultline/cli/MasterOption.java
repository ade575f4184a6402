package io.faultline.cli;

import picocli.CommandLine.Option;

/** Where a job of Spark runs; the job itself reads it. */
final class MasterOption {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description =
          "Where Spark runs: local[2] for two tasks at a time on this machine, or the address of a"
              + " cluster (default: ${DEFAULT-VALUE}, as many as it has processors).",
      defaultValue = "local[*]")
  private String unusedMaster = "";
}
