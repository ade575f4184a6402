package io.faultline.cli;

import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.provenance.RunSeed;
import picocli.CommandLine.Option;

/** Which photos belong together, and the seed of what is drawn by it: intervals and splits. */
final class GroupOption {
  @Option(
      names = "--group",
      paramLabel = "RULE",
      description =
          "Which photos show one place and stay together: auto (reads the file names),"
              + " underscore:N (the name up to the N-th underscore) or regex:PATTERN (the first"
              + " group of the pattern); these also join photos that look the same. photo takes"
              + " each photo for itself and joins exact copies only (default: ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String rule;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random choices (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  /** Which photos show one place. */
  GroupRule rule() {
    return GroupRule.parse(rule);
  }

  /** What decides the draws. */
  RunSeed seed() {
    return new RunSeed(seed);
  }

  /** 1,000 resamples of groups, 95 %. */
  BootstrapInterval.Options bootstrap() {
    return BootstrapInterval.Options.of(seed(), rule());
  }
}
