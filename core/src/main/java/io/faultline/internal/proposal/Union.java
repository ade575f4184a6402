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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The boxes of several generators, duplicates removed: one generator after the other, or, with a
 * budget, as many as the ranking puts first. Without a ranking a budget keeps the first of each
 * generator, in turns. One generator in its own order keeps its scores; several have none together.
 *
 * @param generators at least one
 * @param budget the most boxes per photo, at least 1; {@link #UNLIMITED} for all
 * @param ranking which boxes a budget keeps
 */
public record Union(List<ProposalGenerator> generators, int budget, Optional<BoxRanking> ranking)
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
    return new Union(List.of(generators), UNLIMITED, Optional.empty());
  }

  @Override
  public Proposals propose(Raster raster) {
    List<Proposals> proposed = proposed(raster);
    if (budget == UNLIMITED) {
      return scored(List.copyOf(candidates(proposed).keySet()), proposed);
    }
    return ranking
        .map(order -> new Proposals(order.best(raster, candidates(proposed), budget)))
        .orElseGet(() -> scored(inTurns(proposed), proposed));
  }

  /**
   * What a budget chooses from: every box, with whether it was laid without looking at the photo.
   */
  public Map<Box, Boolean> candidates(Raster raster) {
    return candidates(proposed(raster));
  }

  private List<Proposals> proposed(Raster raster) {
    return generators.stream().map(one -> one.propose(raster)).toList();
  }

  private Map<Box, Boolean> candidates(List<Proposals> proposed) {
    Map<Box, Boolean> fixed = new LinkedHashMap<>();
    for (int i = 0; i < proposed.size(); i++) {
      for (Box box : proposed.get(i).boxes()) {
        fixed.merge(box, generators.get(i).fixed(), Boolean::logicalAnd);
      }
    }
    return fixed;
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
    return ranking.map(order -> ";ranking=" + order.describe()).orElse(";order=own")
        + ";budget="
        + budget;
  }
}
