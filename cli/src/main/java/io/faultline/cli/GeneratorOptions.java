package io.faultline.cli;

import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.ProposalGenerators;
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

  /** The generator asked for. */
  ProposalGenerator generator() {
    return ProposalGenerators.parse(names, budget);
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
