package io.faultline.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a job of Spark runs, when it commits and when it fails; the job itself reads them. */
final class WaveOptions {
  @Option(
      names = "--max-errors",
      paramLabel = "N|SHARE",
      description =
          "Fail if more photos cannot be read: a number (20) or a share (0.01 or 1%%). Default: no"
              + " limit.")
  private Optional<String> unusedMaxErrors = Optional.empty();

  @Option(
      names = "--wave",
      paramLabel = "N",
      description =
          "Photos that are committed together (default: as many as take about five minutes).")
  private Optional<Integer> unusedWave = Optional.empty();

  @Mixin private MasterOption unusedMaster;
}
