package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The boxes of several generators, duplicates removed: one generator after the other, or, with a
 * budget, as many as the order asked for puts first ({@link BoxRanking} ranks them).
 *
 * @param generators at least one
 * @param budget the most boxes per photo, at least 1; {@link #UNLIMITED} for all
 * @param order which boxes a budget keeps
 */
public record Union(List<ProposalGenerator> generators, int budget, ProposalOrder order)
    implements ProposalGenerator {
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
    return new Union(List.of(generators), UNLIMITED, ProposalOrder.OWN);
  }

  @Override
  public Proposals propose(Raster raster) {
    if (budget < UNLIMITED && order == ProposalOrder.OWN) {
      return new Proposals(inTurns(raster));
    }
    Map<Box, Boolean> fixed = new LinkedHashMap<>();
    for (ProposalGenerator generator : generators) {
      for (Box box : generator.propose(raster).boxes()) {
        fixed.merge(box, generator.fixed(), Boolean::logicalAnd);
      }
    }
    return new Proposals(
        budget < UNLIMITED ? BoxRanking.best(raster, fixed, budget) : List.copyOf(fixed.keySet()));
  }

  private List<Box> inTurns(Raster raster) {
    List<Iterator<Box>> left =
        new ArrayList<>(
            generators.stream().map(one -> one.propose(raster).boxes().iterator()).toList());
    Set<Box> kept = new LinkedHashSet<>();
    while (!left.isEmpty() && kept.size() < budget) {
      for (Iterator<Box> boxes : left) {
        boolean taken = false;
        while (!taken && boxes.hasNext() && kept.size() < budget) {
          taken = kept.add(boxes.next());
        }
      }
      left.removeIf(boxes -> !boxes.hasNext());
    }
    return List.copyOf(kept);
  }

  @Override
  public String describe() {
    return "union("
        + generators.stream().map(ProposalGenerator::describe).collect(Collectors.joining("+"))
        + (budget < UNLIMITED ? limit() : "")
        + ")";
  }

  private String limit() {
    return (order == ProposalOrder.RANKED ? ";ranking=1" : ";order=own") + ";budget=" + budget;
  }
}
