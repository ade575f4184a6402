package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The boxes of several generators, duplicates removed: one generator after the other, or, with a
 * budget, as many as the order asked for puts first ({@link BoxRanking} ranks them). One generator
 * in its own order keeps its scores; several have none together.
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
    List<Proposals> proposed = generators.stream().map(one -> one.propose(raster)).toList();
    if (budget < UNLIMITED && order == ProposalOrder.OWN) {
      return scored(inTurns(proposed), proposed);
    }
    Map<Box, Boolean> fixed = new LinkedHashMap<>();
    for (int i = 0; i < proposed.size(); i++) {
      for (Box box : proposed.get(i).boxes()) {
        fixed.merge(box, generators.get(i).fixed(), Boolean::logicalAnd);
      }
    }
    return budget < UNLIMITED
        ? new Proposals(BoxRanking.best(raster, fixed, budget))
        : scored(List.copyOf(fixed.keySet()), proposed);
  }

  /** With the scores of the one generator; those of several cannot be compared. */
  private static Proposals scored(List<Box> kept, List<Proposals> proposed) {
    Proposals only = proposed.get(0);
    if (proposed.size() > 1 || only.scores().isEmpty()) {
      return new Proposals(kept);
    }
    Map<Box, Double> scores = new HashMap<>();
    for (int i = 0; i < only.boxes().size(); i++) {
      scores.putIfAbsent(only.boxes().get(i), only.scores().get(i));
    }
    return new Proposals(
        kept, kept.stream().map(box -> Objects.requireNonNull(scores.get(box))).toList());
  }

  private List<Box> inTurns(List<Proposals> proposed) {
    List<Iterator<Box>> left =
        new ArrayList<>(proposed.stream().map(one -> one.boxes().iterator()).toList());
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
