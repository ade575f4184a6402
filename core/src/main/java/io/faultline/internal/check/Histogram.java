package io.faultline.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Counts between edges.
 *
 * @param edges ascending, one more than counts; the last may be infinite
 * @param counts values with {@code edge[i] <= value < edge[i + 1]}; the first bin takes what is
 *     smaller, the last what is larger
 */
public record Histogram(List<Double> edges, List<Long> counts) {
  /** Copies the lists. */
  public Histogram {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (edges.size() != counts.size() + 1) {
      throw new IllegalArgumentException(
          counts.size() + " counts need " + (counts.size() + 1) + " edges, not " + edges.size());
    }
  }

  static Histogram of(List<Double> edges, DoubleStream values) {
    Long[] counts = new Long[edges.size() - 1];
    Arrays.fill(counts, 0L);
    values.forEach(
        value -> {
          int bin = 0;
          while (bin < counts.length - 1 && value >= edges.get(bin + 1)) {
            bin++;
          }
          counts[bin]++;
        });
    return new Histogram(edges, List.of(counts));
  }

  /** What each bin holds, such as {@code < 8}, {@code 8 to 16} and {@code >= 512}. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      String from = number(edges.get(i));
      String to = number(edges.get(i + 1));
      if (i == 0) {
        labels.add("< " + to);
      } else {
        labels.add(i == counts.size() - 1 ? ">= " + from : from + " to " + to);
      }
    }
    return labels;
  }

  /** The edges between bins: all but the first and the last. */
  public List<String> edgeLabels() {
    return edges.subList(1, edges.size() - 1).stream().map(Histogram::number).toList();
  }

  /** An edge below 1 as the fraction it is, such as {@code 1/4}. */
  private static String number(double edge) {
    double inverse = 1 / edge;
    if (edge < 1 && edge > 0 && inverse == Math.rint(inverse)) {
      return "1/" + (long) inverse;
    }
    return edge == Math.rint(edge) ? Long.toString((long) edge) : Double.toString(edge);
  }
}
