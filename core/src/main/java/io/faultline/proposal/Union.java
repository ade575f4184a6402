package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The boxes of several generators, duplicates removed: in the order of the generators, or, with a
 * budget, the best ones first as {@link BoxRanking} finds them.
 *
 * @param generators at least one
 * @param budget the most boxes per photo, at least 1; {@link #UNLIMITED} for all
 */
public record Union(List<ProposalGenerator> generators, int budget) implements ProposalGenerator {
  /** The budget that keeps every box. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Copies the list and checks the budget. */
  public Union {
    generators = List.copyOf(generators);
    if (generators.isEmpty()) {
      throw new IllegalArgumentException("a union needs at least one generator");
    }
    if (!(budget > 0)) {
      throw new IllegalArgumentException("proposal budget is " + budget + "; must be > 0");
    }
  }

  /** All boxes of all generators. */
  public static Union of(ProposalGenerator... generators) {
    return new Union(List.of(generators), UNLIMITED);
  }

  @Override
  public Proposals propose(Raster raster) {
    Map<Box, Boolean> fixed = new LinkedHashMap<>();
    for (ProposalGenerator generator : generators) {
      for (Box box : generator.propose(raster).boxes()) {
        fixed.merge(box, generator.fixed(), Boolean::logicalAnd);
      }
    }
    return new Proposals(
        budget < UNLIMITED ? BoxRanking.best(raster, fixed, budget) : List.copyOf(fixed.keySet()));
  }

  @Override
  public String describe() {
    return "union("
        + generators.stream().map(ProposalGenerator::describe).collect(Collectors.joining("+"))
        + (budget < UNLIMITED ? ";ranking=1;budget=" + budget : "")
        + ")";
  }
}
