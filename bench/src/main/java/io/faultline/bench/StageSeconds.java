package io.faultline.bench;

import java.util.Locale;

/**
 * What requests took by the service's own clock, from the arrival of a head to the end of its
 * answer.
 *
 * @param requests how many detections were answered
 * @param whole seconds of all of them together
 * @param detection seconds of these in which photos were inspected
 * @param waiting seconds in which photos waited for a thread
 */
record StageSeconds(double requests, double whole, double detection, double waiting) {

  /** Reads the text that Prometheus gets. */
  static StageSeconds of(String metrics) {
    String answers = "faultline_requests_seconds_%s{route=\"/v1/detect\",status=\"200\"}";
    String stage = "faultline_stage_seconds_sum{stage=\"%s\"}";
    return new StageSeconds(
        value(metrics, answers.formatted("count")),
        value(metrics, answers.formatted("sum")),
        value(metrics, stage.formatted("detect")),
        value(metrics, stage.formatted("wait")));
  }

  private static double value(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
        .sum();
  }

  /** What came after an earlier reading. */
  StageSeconds since(StageSeconds earlier) {
    return new StageSeconds(
        requests - earlier.requests,
        whole - earlier.whole,
        detection - earlier.detection,
        waiting - earlier.waiting);
  }

  @Override
  public String toString() {
    double other = whole - detection - waiting;
    return String.format(
        Locale.ROOT,
        "detection %.1f ms, waiting %.1f ms, all else %.1f ms (%.1f %%)",
        1000 * detection / requests,
        1000 * waiting / requests,
        1000 * other / requests,
        100 * other / detection);
  }
}
