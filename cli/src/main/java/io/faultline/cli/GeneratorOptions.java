package io.faultline.cli;

import io.faultline.proposal.DenseGrid;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.SelectiveSearch;
import io.faultline.proposal.Union;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which generators propose boxes, and how many boxes they may propose. */
final class GeneratorOptions {
  private static final Map<String, Supplier<ProposalGenerator>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("selective-search", SelectiveSearch::fast);
    KNOWN.put("selective-search-quality", SelectiveSearch::quality);
    KNOWN.put("grid", DenseGrid::standard);
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--generator",
      split = ",",
      paramLabel = "NAME",
      description =
          "selective-search, selective-search-quality, grid, or several with commas between"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "selective-search,grid")
  private List<String> names;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The most boxes per photo (default: all).")
  private int limit = Union.UNLIMITED;

  /** The generator asked for. */
  ProposalGenerator generator() {
    if (!(limit > 0)) {
      throw new ParameterException(spec.commandLine(), "--limit is " + limit + "; it must be > 0");
    }
    List<ProposalGenerator> generators = names.stream().map(this::named).toList();
    return generators.size() == 1 && limit == Union.UNLIMITED
        ? generators.get(0)
        : new Union(generators, limit);
  }

  private ProposalGenerator named(String name) {
    Supplier<ProposalGenerator> generator = KNOWN.get(name);
    if (generator == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--generator is " + name + "; it must be one of " + String.join(", ", KNOWN.keySet()));
    }
    return generator.get();
  }
}
