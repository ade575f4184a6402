package io.faultline.internal.boosting;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import java.util.Arrays;
import java.util.Map;

/**
 * One tree of a LightGBM model: a child of 0 or more is a node, {@code ~child} a leaf. Children
 * come after their parents, so that every walk ends.
 */
final class LightGbmTree {
  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[] leaf;

  /**
   * A tree from the lines of its block.
   *
   * @throws IllegalArgumentException where it is not a tree of plain comparisons over {@code
   *     columns} features
   */
  LightGbmTree(Map<String, String> lines, int columns) {
    int leaves = Integer.parseInt(line(lines, "num_leaves"));
    require(leaves >= 1 && leaves <= 1 << 20, "num_leaves is " + leaves);
    require(line(lines, "num_cat").equals("0"), "it has categories");
    require(lines.getOrDefault("is_linear", "0").equals("0"), "its leaves are linear");
    leaf = doubles(line(lines, "leaf_value"), leaves);
    for (double value : leaf) {
      require(Math.abs(value) <= RegionClassifier.MAX_LOG_ODDS, "leaf_value has " + value);
    }
    int nodes = leaves - 1;
    feature = nodes == 0 ? new int[0] : integers(line(lines, "split_feature"), nodes);
    threshold = nodes == 0 ? new double[0] : doubles(line(lines, "threshold"), nodes);
    left = nodes == 0 ? new int[0] : integers(line(lines, "left_child"), nodes);
    right = nodes == 0 ? new int[0] : integers(line(lines, "right_child"), nodes);
    int[] decisions = nodes == 0 ? new int[0] : integers(line(lines, "decision_type"), nodes);
    for (int node = 0; node < nodes; node++) {
      require(feature[node] >= 0 && feature[node] < columns, "feature " + feature[node]);
      // Bit 0: categories; bit 1: where missing values go; bits 2 and 3: which values are missing.
      require((decisions[node] & ~2) == 0, "decision_type " + decisions[node]);
      for (int child : new int[] {left[node], right[node]}) {
        require(child < 0 ? ~child < leaves : child > node && child < nodes, "child " + child);
      }
    }
  }

  /** The value of the leaf that a row falls into. */
  double value(FeatureMatrix features, int row) {
    if (left.length == 0) {
      return leaf[0];
    }
    int node = 0;
    while (node >= 0) {
      node = features.at(row, feature[node]) <= threshold[node] ? left[node] : right[node];
    }
    return leaf[~node];
  }

  private static String line(Map<String, String> lines, String key) {
    String value = lines.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static int[] integers(String text, int count) {
    int[] values = Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    require(values.length == count, values.length + " values in place of " + count);
    return values;
  }

  private static double[] doubles(String text, int count) {
    double[] values = Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    require(values.length == count, values.length + " values in place of " + count);
    for (double value : values) {
      require(Double.isFinite(value), "a value of " + value);
    }
    return values;
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }
}
