package io.faultline.cli;

import picocli.CommandLine.Option;

/** Where a job of Spark runs; the job itself reads it. */
final class MasterOption {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Where Spark runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "local[*]")
  private String unusedMaster = "";
}
