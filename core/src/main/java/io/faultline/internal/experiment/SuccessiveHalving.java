package io.faultline.internal.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Many candidates are tried a little, and of these the best third more thoroughly, up to whole
 * trainings on every fold (Jamieson and Talwalkar 2016, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", with thirds for halves as in Hyperband). Here both the epochs and
 * the number of folds grow. Candidate 0, the base, is never dropped and needs no place among the
 * best: what wins has been compared with it on every fold.
 */
final class SuccessiveHalving {
  /** One in so many goes on. */
  private static final int KEPT = 3;

  private static final int RUNGS = 3;

  private SuccessiveHalving() {}

  /**
   * One step of the ladder.
   *
   * @param epochs of each training
   * @param folds on how many each candidate is tried, the first ones
   * @param candidates how many are tried, the base included
   */
  record Rung(int epochs, int folds, int candidates) {}

  /** Tries a candidate on a rung and a fold, both from 0; empty where there is no time left. */
  interface Judge {
    OptionalDouble score(int candidate, int rung, int fold);

    /** Called before a rung is begun, with the candidates that will be tried on it. */
    default void begin(int rung, List<Integer> candidates) {}
  }

  /**
   * A quarter of the epochs on one fold in three, half of them on two, all on all. Epochs are
   * rounded up, as folds are.
   *
   * @param candidates the base included
   */
  static List<Rung> rungs(int candidates, int epochs, int folds) {
    List<Rung> rungs = new ArrayList<>();
    int others = candidates - 1;
    for (int r = 0; r < RUNGS; r++) {
      int part = 1 << (RUNGS - 1 - r);
      rungs.add(new Rung(up(epochs, part), up(folds * (r + 1), RUNGS), others + 1));
      others = up(others, KEPT);
    }
    return rungs;
  }

  private static int up(int whole, int parts) {
    return (whole + parts - 1) / parts;
  }

  /**
   * Climbs.
   *
   * @return for every rung that was begun, the scores by fold of each candidate that was tried on
   *     all of the rung's folds, the base first and then in the order of the rung before
   */
  static List<Map<Integer, List<Double>>> run(List<Rung> rungs, Judge judge) {
    List<Map<Integer, List<Double>>> results = new ArrayList<>();
    List<Integer> field = new ArrayList<>();
    for (int c = 0; c < rungs.get(0).candidates(); c++) {
      field.add(c);
    }
    for (int r = 0; r < rungs.size(); r++) {
      Map<Integer, List<Double>> done = new LinkedHashMap<>();
      results.add(done);
      judge.begin(r, field);
      for (int candidate : field) {
        List<Double> scores = new ArrayList<>();
        for (int fold = 0; fold < rungs.get(r).folds(); fold++) {
          OptionalDouble score = judge.score(candidate, r, fold);
          if (score.isEmpty()) {
            return results;
          }
          scores.add(score.getAsDouble());
        }
        done.put(candidate, scores);
      }
      field = r + 1 < rungs.size() ? survivors(done, rungs.get(r + 1).candidates()) : List.of();
    }
    return results;
  }

  private static List<Integer> survivors(Map<Integer, List<Double>> done, int count) {
    List<Integer> survivors = new ArrayList<>();
    survivors.add(Candidate.BASE);
    ranked(done).stream()
        .filter(candidate -> candidate != Candidate.BASE)
        .limit(count - 1L)
        .forEach(survivors::add);
    return survivors;
  }

  /** The highest mean first; the lower number among equals, so that the base wins a tie. */
  static List<Integer> ranked(Map<Integer, List<Double>> scores) {
    Comparator<Integer> byMean =
        Comparator.comparingDouble(
            candidate -> mean(Objects.requireNonNull(scores.get(candidate))));
    return scores.keySet().stream()
        .sorted(byMean.reversed().thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  static double mean(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
