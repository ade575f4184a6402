package io.faultline.internal.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Platt or isotonic, chosen by cross-fitting over groups of photos: each is fitted on all groups
 * but a fifth and judged on that fifth, and the lower Brier score wins. Of near equals it is Platt,
 * whose two numbers keep telling the best regions apart, where isotonic regression ends in a step.
 * That one has a parameter per step and needs rows, too: below 1,000 rows, or 100 with an object,
 * it is Platt (Niculescu-Mizil and Caruana 2005).
 *
 * @param calibration fitted on all rows
 * @param brier of the chosen method on groups it was not fitted on; with a single group, on the
 *     rows it was fitted on
 * @param reliability of the same probabilities
 */
public record CalibrationChoice(Calibration calibration, double brier, Reliability reliability) {
  private static final int FOLDS = 5;
  private static final int BINS = 10;
  private static final int MIN_ROWS = 1000;
  private static final int MIN_POSITIVES = 100;

  /** A Brier score that is not at least this share lower is no better. */
  private static final double MIN_GAIN = 0.02;

  /**
   * Fits, and chooses where the method is left open.
   *
   * @param rows at least one
   */
  static CalibrationChoice of(ScoredRows rows, CalibrationMethod method) {
    return switch (method) {
      case NONE -> judged(rows, unfitted -> PlattCalibration.IDENTITY);
      case PLATT -> judged(rows, PlattCalibration::fit);
      case ISOTONIC -> judged(rows, IsotonicCalibration::fit);
      case AUTO -> {
        CalibrationChoice platt = judged(rows, PlattCalibration::fit);
        if (!enough(rows)) {
          yield platt;
        }
        CalibrationChoice isotonic = judged(rows, IsotonicCalibration::fit);
        yield isotonic.brier < (1 - MIN_GAIN) * platt.brier ? isotonic : platt;
      }
    };
  }

  private static boolean enough(ScoredRows rows) {
    int positives = 0;
    for (int i = 0; i < rows.rows(); i++) {
      positives += rows.positive(i) ? 1 : 0;
    }
    return rows.rows() >= MIN_ROWS && positives >= MIN_POSITIVES;
  }

  private static CalibrationChoice judged(
      ScoredRows rows, Function<ScoredRows, Calibration> method) {
    Calibration whole = method.apply(rows);
    Map<Integer, Integer> folds = folds(rows);
    List<Calibration> ofFold = new ArrayList<>();
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      ScoredRows others = rows.ofGroups(group -> folds.getOrDefault(group, 0) != fold);
      ofFold.add(others.rows() == 0 ? whole : method.apply(others));
    }
    double[] probabilities = new double[rows.rows()];
    for (int i = 0; i < probabilities.length; i++) {
      int fold = folds.getOrDefault(rows.group(i), 0);
      probabilities[i] = ofFold.get(fold).probability(rows.score(i));
    }
    return new CalibrationChoice(
        whole, Brier.of(probabilities, rows), Reliability.of(probabilities, rows, BINS));
  }

  /** The fold of each group: those with most objects are dealt out first, one to each fold. */
  private static Map<Integer, Integer> folds(ScoredRows rows) {
    Map<Integer, Integer> positives = new LinkedHashMap<>();
    for (int i = 0; i < rows.rows(); i++) {
      positives.merge(rows.group(i), rows.positive(i) ? 1 : 0, Integer::sum);
    }
    List<Map.Entry<Integer, Integer>> dealt = new ArrayList<>(positives.entrySet());
    dealt.sort(
        Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    Map<Integer, Integer> folds = new HashMap<>();
    for (int i = 0; i < dealt.size(); i++) {
      folds.put(dealt.get(i).getKey(), i % FOLDS);
    }
    return folds;
  }
}
