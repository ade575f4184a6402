package io.faultline.internal.settings;

import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;

/**
 * What proposes boxes.
 *
 * @param generators names joined by {@code +}, or {@code auto}
 * @param budget boxes per photo, at most
 * @param order which boxes the budget keeps
 * @param wantedRecall the share of objects to be found: where proposals cover fewer at IoU 0.5,
 *     training warns, for no detector can make it up
 */
public record ProposalConfig(
    String generators, int budget, ProposalOrder order, double wantedRecall) {
  /** Checks the names and the ranges. */
  public ProposalConfig {
    if (!(budget > 0)) {
      throw new IllegalArgumentException("budget is " + budget + "; it must be > 0");
    }
    ProposalGenerators.check(generators);
    if (!(wantedRecall >= 0) || !(wantedRecall <= 1)) {
      throw new IllegalArgumentException(
          "wanted-recall is " + wantedRecall + "; it must be in [0, 1]");
    }
  }
}
