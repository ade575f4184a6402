package io.faultline.internal.report;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Thresholds in words; where one holds for all classes, only that one is named. */
public final class ThresholdWords {
  private ThresholdWords() {}

  /** {@code threshold 0.24}, or {@code the thresholds of the classes}. */
  public static String at(Thresholds thresholds) {
    return thresholds.uniform()
        ? "threshold " + Numbers.fixed(thresholds.common(), 2)
        : "the thresholds of the classes";
  }

  /** A class as a line of a table is called: {@code crack}, or {@code crack (from 0.210)}. */
  public static String label(String name, int categoryId, Thresholds thresholds) {
    return thresholds.uniform()
        ? name
        : name + " (from " + Numbers.score(thresholds.of(categoryId)) + ")";
  }

  /** {@code 0.236}, or {@code 0.210 (crack), 0.400 (stain)}. */
  public static String scores(Thresholds thresholds, List<Category> categories) {
    return thresholds.uniform()
        ? Numbers.score(thresholds.common())
        : categories.stream()
            .map(one -> Numbers.score(thresholds.of(one.id())) + " (" + one.name() + ")")
            .collect(Collectors.joining(", "));
  }
}
