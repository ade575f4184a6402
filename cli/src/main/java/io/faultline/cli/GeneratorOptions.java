package io.faultline.cli;

import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.ProposalGenerators;
import io.faultline.proposal.Union;
import java.util.Iterator;
import java.util.Optional;
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
      description = "The most boxes per photo (default: all).")
  private Optional<Integer> budget = Optional.empty();

  /** The generator asked for. */
  ProposalGenerator generator() {
    return ProposalGenerators.parse(names, budget.orElse(Union.UNLIMITED));
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
