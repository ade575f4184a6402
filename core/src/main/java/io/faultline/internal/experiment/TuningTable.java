package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a search found.
 *
 * @param rows every candidate that has a score: those that came further first, then by score; the
 *     first row is the winner
 * @param measure what the scores are, in words
 * @param difference of the winner to the base with its interval, where that can be had
 * @param effects how much each setting mattered on the first rung
 * @param done whether the search came to its end
 * @param verdict what to make of it, in words
 */
public record TuningTable(
    List<Row> rows,
    String measure,
    Optional<BootstrapInterval> difference,
    List<SettingEffect> effects,
    boolean done,
    String verdict) {

  /**
   * A candidate on the last rung that it came to.
   *
   * @param candidate which
   * @param epochs of its trainings there
   * @param byFold its scores
   * @param first its mean score on the first rung, where all candidates were tried alike
   * @param finalist whether it came as far as the winner
   */
  public record Row(
      Candidate candidate, int epochs, List<Double> byFold, double first, boolean finalist) {
    /** Copies the list. */
    public Row {
      byFold = List.copyOf(byFold);
    }

    /** Over folds. */
    public double mean() {
      return SuccessiveHalving.mean(byFold);
    }

    /** Standard deviation over folds, where there are two. */
    public OptionalDouble spread() {
      if (byFold.size() < 2) {
        return OptionalDouble.empty();
      }
      double squares =
          byFold.stream().mapToDouble(score -> (score - mean()) * (score - mean())).sum();
      return OptionalDouble.of(Math.sqrt(squares / (byFold.size() - 1)));
    }
  }

  /** Copies the lists. */
  public TuningTable {
    rows = List.copyOf(rows);
    effects = List.copyOf(effects);
  }

  /** The winner: the base, unless another has the higher mean on the same folds. */
  public Candidate best() {
    return rows.get(0).candidate();
  }

  /** The row of the base. */
  public Row baseRow() {
    return rows.stream().filter(row -> row.candidate().base()).findFirst().orElseThrow();
  }

  /**
   * The rows of a climb. Of a climb that was stopped the deepest rung counts on which another
   * candidate can be compared with the base.
   *
   * @param results of {@link SuccessiveHalving#run}
   */
  static List<Row> rows(
      List<Candidate> candidates,
      List<SuccessiveHalving.Rung> rungs,
      List<Map<Integer, List<Double>>> results) {
    int deepest = 0;
    for (int r = 0; r < results.size(); r++) {
      deepest = results.get(r).size() > 1 ? r : deepest;
    }
    List<Row> rows = new ArrayList<>();
    Set<Integer> placed = new HashSet<>();
    for (int r = deepest; r >= 0; r--) {
      Map<Integer, List<Double>> rung = results.get(r);
      for (int number : SuccessiveHalving.ranked(rung)) {
        if (placed.add(number)) {
          rows.add(
              new Row(
                  candidates.get(number),
                  rungs.get(r).epochs(),
                  of(rung, number),
                  SuccessiveHalving.mean(of(results.get(0), number)),
                  r == deepest));
        }
      }
    }
    return rows;
  }

  private static List<Double> of(Map<Integer, List<Double>> rung, int number) {
    return Objects.requireNonNull(rung.get(number));
  }
}
