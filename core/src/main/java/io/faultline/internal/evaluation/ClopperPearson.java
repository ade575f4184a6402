package io.faultline.internal.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact one-sided lower bound of a share (Clopper and Pearson 1934, "The Use of Confidence or
 * Fiducial Limits Illustrated in the Case of the Binomial"): the lowest share under which so many
 * successes or more would still come up with probability {@code 1 - confidence}. It is the {@code 1
 * - confidence} quantile of Beta(successes, failures + 1).
 */
public final class ClopperPearson {
  private ClopperPearson() {}

  /**
   * The bound, in [0, 1); 0 without a success or without a trial.
   *
   * @param successes of {@code trials}
   * @param confidence in (0, 1)
   * @throws IllegalArgumentException for counts that do not fit or a confidence outside (0, 1)
   */
  public static double lower(long successes, long trials, double confidence) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " do not fit");
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence is " + confidence + "; it must be between 0 and 1");
    }
    return successes == 0
        ? 0
        : BetaDistribution.of((double) successes, (double) (trials - successes) + 1)
            .inverseCumulativeProbability(1 - confidence);
  }

  /** Whether the bound reaches a share: one probability, where the bound itself is a search. */
  static boolean reaches(long successes, long trials, double confidence, double share) {
    return successes > 0
        && BetaDistribution.of((double) successes, (double) (trials - successes) + 1)
                .cumulativeProbability(share)
            <= 1 - confidence;
  }
}
