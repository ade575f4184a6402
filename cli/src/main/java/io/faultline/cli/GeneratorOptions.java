package io.faultline.cli;

import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.proposal.ProposalGenerator;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** Which generators propose boxes, and how many boxes they may propose. */
final class GeneratorOptions {
  @Option(
      names = "--proposals",
      paramLabel = "NAMES",
      description =
          "One of ${COMPLETION-CANDIDATES}, or several joined by + (default:"
              + " ${DEFAULT-VALUE}).",
      completionCandidates = Names.class,
      defaultValue = ProposalGenerators.DEFAULT)
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
          "Which boxes the budget keeps: ranked, the best of all by a score learnt on cracks, or own,"
              + " the first of each generator (default: ${DEFAULT-VALUE}, as in training).",
      defaultValue = "ranked")
  private ProposalOrder order;

  /** The generator asked for. */
  ProposalGenerator generator() {
    return ProposalGenerators.parse(names, budget, order);
  }

  /** The generators' names as given. */
  String names() {
    return names;
  }

  /** The names for the help text. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ProposalGenerators.names().iterator();
    }
  }
}
