package io.faultline.internal.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Isotonic regression: the rising function of the score that lies nearest to the truth (pool
 * adjacent violators; Zadrozny and Elkan 2002), linear between the middles of its steps and
 * constant outside of them.
 *
 * <p>A constant would let suppression choose by position alone, so equal values are told apart: a
 * thousandth of the probability is {@code 1/2 + score / (20 + 2 |score|)}, which rises everywhere.
 *
 * @param scores the middles of the steps, rising, at least one
 * @param probabilities the value there, never falling, each in [0, 1]
 */
public record IsotonicCalibration(List<Double> scores, List<Double> probabilities)
    implements Calibration {
  private static final double TIE_SHARE = 1e-3;
  private static final double TIE_SCALE = 10;

  /** Copies the lists and checks them. */
  public IsotonicCalibration {
    scores = List.copyOf(scores);
    probabilities = List.copyOf(probabilities);
    if (scores.isEmpty() || scores.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          "not an isotonic calibration: "
              + scores.size()
              + " scores and "
              + probabilities.size()
              + " probabilities");
    }
    double lastScore = Double.NEGATIVE_INFINITY;
    double last = 0;
    for (int i = 0; i < scores.size(); i++) {
      if (!(scores.get(i) > lastScore)
          || !Double.isFinite(scores.get(i))
          || !(probabilities.get(i) >= last && probabilities.get(i) <= 1)) {
        throw new IllegalArgumentException(
            "not an isotonic calibration: step "
                + i
                + " is at "
                + scores.get(i)
                + ", "
                + probabilities.get(i));
      }
      lastScore = scores.get(i);
      last = probabilities.get(i);
    }
  }

  /** A step while it grows: what is pooled, by weight. */
  private record Step(double scoreSum, double positives, double weight) {
    double value() {
      return positives / weight;
    }

    double middle() {
      return scoreSum / weight;
    }

    Step with(Step other) {
      return new Step(
          scoreSum + other.scoreSum, positives + other.positives, weight + other.weight);
    }
  }

  /** Fits to at least one row; equal scores are one step from the start. */
  static IsotonicCalibration fit(ScoredRows rows) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("a calibration needs rows");
    }
    List<Step> steps = new ArrayList<>();
    double last = Double.NaN;
    for (int row : byScore(rows)) {
      double weight = rows.weight(row);
      Step next = new Step(weight * rows.score(row), rows.positive(row) ? weight : 0, weight);
      if (rows.score(row) == last) {
        next = steps.remove(steps.size() - 1).with(next);
      }
      last = rows.score(row);
      // Pool while the order is violated: what stands before must be less.
      while (!steps.isEmpty() && steps.get(steps.size() - 1).value() >= next.value()) {
        next = steps.remove(steps.size() - 1).with(next);
      }
      steps.add(next);
    }
    return of(steps);
  }

  private static IsotonicCalibration of(List<Step> steps) {
    List<Double> scores = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (Step step : steps) {
      // Rounding may put the middles of two narrow steps on one number.
      if (scores.isEmpty() || step.middle() > scores.get(scores.size() - 1)) {
        scores.add(step.middle());
        probabilities.add(Math.min(1, step.value()));
      }
    }
    return new IsotonicCalibration(scores, probabilities);
  }

  private static int[] byScore(ScoredRows rows) {
    return IntStream.range(0, rows.rows())
        .boxed()
        .sorted(Comparator.comparingDouble(rows::score))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public double probability(double score) {
    double rising = 0.5 + score / (2 * (TIE_SCALE + Math.abs(score)));
    return (1 - TIE_SHARE) * interpolated(score) + TIE_SHARE * rising;
  }

  private double interpolated(double score) {
    int low = 0;
    int high = scores.size() - 1;
    if (score <= scores.get(low)) {
      return probabilities.get(low);
    }
    if (score >= scores.get(high)) {
      return probabilities.get(high);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (scores.get(middle) <= score) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = (score - scores.get(low)) / (scores.get(high) - scores.get(low));
    return probabilities.get(low) + share * (probabilities.get(high) - probabilities.get(low));
  }
}
