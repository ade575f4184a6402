package io.faultline.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long calls took, and how many ended in a second.
 *
 * @param sortedMillis of each call, ascending
 * @param seconds from the first call to the last
 */
@SuppressWarnings("ArrayRecordComponent") // Made and read in this package.
record Latencies(double[] sortedMillis, double seconds) {
  static Latencies of(double[] millis, double seconds) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, seconds);
  }

  double quantile(double share) {
    int at = (int) Math.ceil(share * sortedMillis.length) - 1;
    return sortedMillis[Math.max(0, at)];
  }

  double perSecond() {
    return sortedMillis.length / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6.2f/s, p50 %7.1f ms, p99 %7.1f ms (%d calls)",
        perSecond(),
        quantile(0.5),
        quantile(0.99),
        sortedMillis.length);
  }
}
