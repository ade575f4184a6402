package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The boxes of several generators, duplicates removed.
 *
 * <p>Without a budget the boxes come in the order of the generators. With one, the generators take
 * turns, each giving its next box, until {@code budget} distinct boxes are found: a generator that
 * ranks its boxes gives its best first, one that does not gives boxes spread evenly over its list
 * (which is sorted by size or place). So any first N boxes hold something of every generator, size
 * and place, and a short list never crowds a long one out.
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
    List<List<Box>> lists = new ArrayList<>();
    for (ProposalGenerator generator : generators) {
      List<Box> boxes = generator.propose(raster).boxes();
      lists.add(budget == UNLIMITED || generator.ranked() ? boxes : BoxOrder.spread(boxes));
    }
    if (budget < UNLIMITED) {
      return new Proposals(BoxOrder.inTurn(lists, budget));
    }
    Set<Box> all = new LinkedHashSet<>();
    lists.forEach(all::addAll);
    return new Proposals(List.copyOf(all));
  }

  /** With a budget, the order is made to be cut anywhere. */
  @Override
  public boolean ranked() {
    return budget < UNLIMITED;
  }

  @Override
  public String describe() {
    return "union("
        + generators.stream().map(ProposalGenerator::describe).collect(Collectors.joining("+"))
        + (budget < UNLIMITED ? ";budget=" + budget : "")
        + ")";
  }
}
