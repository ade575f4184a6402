package io.faultline.cli;

import io.faultline.dataset.GroupRule;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.provenance.RunSeed;
import picocli.CommandLine.Option;

/** Which photos belong together, and the seed of what is drawn by it: intervals and splits. */
final class GroupOption {
  @Option(
      names = "--group",
      paramLabel = "RULE",
      description =
          "Which photos show one place and stay together: auto (as names tell), underscore:N (the"
              + " name up to the N-th underscore), regex:PATTERN, all three with photos that look"
              + " the same, or photo (each on its own, with its exact copies) (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String rule;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).",
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
