package io.faultline.internal.proposal;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.internal.text.NearestName;
import io.faultline.proposal.NamedGenerator;
import io.faultline.proposal.ProposalGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Generators by the names that configuration files and the command line use: those of this package,
 * and every {@link NamedGenerator}.
 */
public final class ProposalGenerators {
  private static final Map<String, Supplier<ProposalGenerator>> BY_NAME = byName();

  /**
   * What is used unless told otherwise: the first of {@link #CHOICES} whose boxes cover the
   * training photos' objects about as well as those of the best. Where nothing is learnt, the
   * first.
   */
  public static final String AUTO = "auto";

  /**
   * What {@link #AUTO} chooses from, the cheapest first: lines, and a grid that fills in what they
   * leave out; then spots as well. {@code docs/research/proposals.md} has their curves.
   */
  public static final List<String> CHOICES = List.of("ridge+sparse-grid", "ridge+blob+sparse-grid");

  /** The most boxes per photo unless told otherwise. */
  public static final int DEFAULT_BUDGET = 500;

  /** The most boxes where nothing was learnt that puts the best first. */
  private static final int UNLEARNT_BUDGET = 1000;

  private ProposalGenerators() {}

  private static Map<String, Supplier<ProposalGenerator>> byName() {
    Map<String, Supplier<ProposalGenerator>> names = new LinkedHashMap<>();
    names.put("selective-search-fast", SelectiveSearch::fast);
    names.put("selective-search-quality", SelectiveSearch::quality);
    names.put("adaptive-threshold", AdaptiveThreshold::standard);
    names.put("ridge", RidgeProposals::standard);
    names.put("blob", BlobProposals::standard);
    names.put("grid", DenseGrid::standard);
    names.put("sparse-grid", DenseGrid::sparse);
    for (NamedGenerator further : ServiceLoader.load(NamedGenerator.class)) {
      String name = further.name();
      if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || names.put(name, further::create) != null) {
        throw new IllegalStateException(
            further.getClass().getName()
                + ": its name is '"
                + name
                + "'; a generator's name is lower-case words joined by hyphens, and no other's");
      }
    }
    return names;
  }

  /** All names, for help texts. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** What finds cracks without having learnt anything from photos. */
  public static ProposalGenerator ofCracks() {
    return parse(AUTO, UNLEARNT_BUDGET, ProposalOrder.RANKED, List.of());
  }

  /**
   * One generator, or the union of several joined by {@code +}, such as {@code
   * "selective-search-fast+grid"}; every box is kept.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for an unknown, empty or repeated name
   */
  public static ProposalGenerator parse(String names) {
    return parse(names, Union.UNLIMITED, ProposalOrder.OWN, List.of());
  }

  /**
   * As {@link #parse(String)}, with at most {@code budget} boxes per photo.
   *
   * @param learnt the weights of a {@link BoxRanking} that the order {@link ProposalOrder#LEARNT}
   *     goes by; none where nothing was learnt
   * @throws FaultlineException with {@link Problem#USAGE} also for a budget below 1
   */
  public static ProposalGenerator parse(
      String names, int budget, ProposalOrder order, List<Double> learnt) {
    if (!(budget > 0)) {
      throw usage(names, "the budget is " + budget + "; it must be > 0");
    }
    Union union = new Union(generators(names), budget, ranking(order, learnt));
    return union.generators().size() == 1 && budget == Union.UNLIMITED
        ? union.generators().get(0)
        : union;
  }

  private static Optional<BoxRanking> ranking(ProposalOrder order, List<Double> learnt) {
    return switch (order) {
      case OWN -> Optional.empty();
      case RANKED -> Optional.of(BoxRanking.CRACKS);
      case LEARNT -> Optional.of(learnt.isEmpty() ? BoxRanking.CRACKS : new BoxRanking(learnt));
    };
  }

  /** All boxes of the named generators, for a ranking to learn from. */
  public static Union union(String names) {
    return new Union(generators(names), Union.UNLIMITED, Optional.empty());
  }

  private static List<ProposalGenerator> generators(String names) {
    return suppliers(names).stream().map(Supplier::get).toList();
  }

  /**
   * Checks names without making a generator.
   *
   * @throws FaultlineException with {@link Problem#USAGE} as {@link #parse(String)}
   */
  public static void check(String names) {
    List<Supplier<ProposalGenerator>> unused = suppliers(names);
  }

  /** The names that stand for {@link #AUTO} where nothing was learnt; others as they are. */
  public static String resolved(String names) {
    return names.strip().equals(AUTO) ? CHOICES.get(0) : names;
  }

  private static List<Supplier<ProposalGenerator>> suppliers(String names) {
    Set<String> seen = new LinkedHashSet<>();
    List<Supplier<ProposalGenerator>> generators = new ArrayList<>();
    for (String part : resolved(names).split("\\+", -1)) {
      String name = part.strip();
      Supplier<ProposalGenerator> generator = BY_NAME.get(name);
      if (generator == null) {
        throw usage(names, unknown(name));
      }
      if (!seen.add(name)) {
        throw usage(names, "'" + name + "' is named twice");
      }
      generators.add(generator);
    }
    return generators;
  }

  private static String unknown(String name) {
    return name.isEmpty()
        ? "a name is empty; known are " + String.join(", ", names())
        : "'"
            + name
            + "' is unknown; did you mean '"
            + NearestName.of(name, names())
            + "'? Known are "
            + String.join(", ", names());
  }

  private static FaultlineException usage(String names, String rule) {
    return new FaultlineException(Problem.USAGE, "proposals '" + names + "': " + rule);
  }
}
