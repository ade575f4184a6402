package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.stage.ProposalSource;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** Which generators propose boxes, and how many boxes they may propose. */
final class GeneratorOptions {
  @Option(
      names = "--proposals",
      paramLabel = "NAMES",
      description =
          "One of ${COMPLETION-CANDIDATES}, or several joined by +; or auto, which takes ridge and"
              + " sparse-grid, and blob as well where that covers more (default: ${DEFAULT-VALUE},"
              + " as in training).",
      completionCandidates = Names.class,
      defaultValue = ProposalGenerators.AUTO)
  private String names;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "The most boxes per photo (default: ${DEFAULT-VALUE}, as in training).",
      defaultValue = "" + ProposalGenerators.DEFAULT_BUDGET)
  private int budget;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "Which boxes the budget keeps: learnt, the best of all by a score learnt from your objects;"
              + " ranked, by a score learnt on synthetic cracks; or own, the first of each generator"
              + " (default: ${DEFAULT-VALUE}, as in training).",
      defaultValue = "learnt")
  private ProposalOrder order;

  /** What was asked for. */
  ProposalSource source() {
    if (budget < 1) {
      throw new FaultlineException(
          Problem.USAGE, "--budget is " + budget + "; it must be at least 1");
    }
    ProposalGenerators.check(names);
    DetectorOptions detection = DetectorOptions.DEFAULT;
    return new ProposalSource(
        names, budget, order, List.of(), detection.tileSide(), detection.tileOverlap());
  }

  /** The names for the help text. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ProposalGenerators.names().iterator();
    }
  }
}
