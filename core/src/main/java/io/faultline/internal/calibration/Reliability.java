package io.faultline.internal.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What probabilities promise against what came true, in bins. Bins of equal width would leave
 * nearly all regions in the first one, for few regions hold an object; these bins hold equal sums
 * of probability, that is equally many expected objects.
 *
 * @param bins by rising probability; fewer where rows are few
 */
public record Reliability(List<Reliability.Bin> bins) {

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * The rows of a bin.
   *
   * @param predicted their mean probability
   * @param observed the share that holds an object
   * @param regions how many they stand for
   */
  public record Bin(double predicted, double observed, double regions) {}

  /**
   * Puts rows into bins.
   *
   * @param probabilities one per row, in [0, 1]
   * @param count of bins, at most, at least 1
   */
  static Reliability of(double[] probabilities, ScoredRows rows, int count) {
    if (probabilities.length != rows.rows() || !(count > 0)) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities do not fit " + rows.rows() + " rows");
    }
    double all = 0;
    for (int i = 0; i < probabilities.length; i++) {
      all += rows.weight(i) * probabilities[i];
    }
    List<Bin> bins = new ArrayList<>();
    double done = 0;
    double predicted = 0;
    double observed = 0;
    double regions = 0;
    int[] rising =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int at = 0; at < rising.length; at++) {
      int row = rising[at];
      predicted += rows.weight(row) * probabilities[row];
      observed += rows.positive(row) ? rows.weight(row) : 0;
      regions += rows.weight(row);
      boolean tied = at + 1 < rising.length && probabilities[rising[at + 1]] == probabilities[row];
      boolean last = at + 1 == rising.length;
      if (last || (!tied && done + predicted >= all * (bins.size() + 1) / count)) {
        bins.add(new Bin(predicted / regions, observed / regions, regions));
        done += predicted;
        predicted = 0;
        observed = 0;
        regions = 0;
      }
    }
    return new Reliability(bins);
  }

  /** The mean distance between promise and truth, by regions (expected calibration error). */
  public double error() {
    double sum = 0;
    double regions = 0;
    for (Bin bin : bins) {
      sum += bin.regions() * Math.abs(bin.predicted() - bin.observed());
      regions += bin.regions();
    }
    return regions > 0 ? sum / regions : 0;
  }
}
