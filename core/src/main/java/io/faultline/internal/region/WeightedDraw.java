package io.faultline.internal.region;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws of positions in proportion to weights, which are 0 or more and not all 0. */
final class WeightedDraw {
  private WeightedDraw() {}

  static int[] withReplacement(double[] weights, int samples, SplittableRandom random) {
    double[] sums = weights.clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    double total = sums[sums.length - 1];
    return IntStream.range(0, samples)
        .map(i -> firstAbove(sums, Math.min(random.nextDouble() * total, Math.nextDown(total))))
        .toArray();
  }

  /**
   * One after the other, each among those left, by exponential waiting times (Efraimidis and
   * Spirakis 2006): the least of {@code -ln(u) / weight} is drawn first.
   */
  static int[] withoutReplacement(double[] weights, int samples, SplittableRandom random) {
    double[] waits = new double[weights.length];
    for (int i = 0; i < waits.length; i++) {
      double exponential = -Math.log(1 - random.nextDouble());
      waits[i] = weights[i] > 0 ? exponential / weights[i] : Double.POSITIVE_INFINITY;
    }
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> waits[i]))
        .mapToInt(Integer::intValue)
        .limit(samples)
        .toArray();
  }

  /** The first position whose sum is greater than the value; one of weight 0 never is. */
  private static int firstAbove(double[] sums, double value) {
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
