package io.faultline.internal.boosting;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * One tree of an XGBoost model. It is walked from node 0; a node without children is a leaf, whose
 * value stands where others have their threshold.
 */
final class XgBoostTree {
  private static final int MAX_NODES = 1 << 20;

  /** What XGBoost writes for no child. */
  private static final int NONE = -1;

  private final int[] feature;
  private final float[] condition;
  private final int[] left;
  private final int[] right;
  private final boolean[] missingGoesLeft;

  /**
   * A tree from its object in the model.
   *
   * @throws IllegalArgumentException where it is not a tree of plain comparisons over {@code
   *     columns} features
   */
  XgBoostTree(Map<String, Object> tree, int columns) {
    left = integers(tree, "left_children");
    int nodes = left.length;
    require(nodes >= 1 && nodes <= MAX_NODES, "left_children has " + nodes + " values");
    right = integers(tree, "right_children", nodes);
    feature = integers(tree, "split_indices", nodes);
    int[] parents = integers(tree, "parents", nodes);
    int[] defaults = integers(tree, "default_left", nodes);
    double[] conditions = numbers(tree, "split_conditions", nodes);
    condition = new float[nodes];
    missingGoesLeft = new boolean[nodes];
    requireNoCategories(tree);
    requireTree(parents);
    for (int node = 0; node < nodes; node++) {
      condition[node] = (float) conditions[node];
      missingGoesLeft[node] = defaults[node] != 0;
      require(Float.isFinite(condition[node]), "split_conditions", node, conditions[node]);
      require(defaults[node] >> 1 == 0, "default_left", node, defaults[node]);
      if (left[node] == NONE) {
        boolean sane = Math.abs(condition[node]) <= RegionClassifier.MAX_LOG_ODDS;
        require(sane, "split_conditions", node, conditions[node]);
      } else {
        boolean known = feature[node] >= 0 && feature[node] < columns;
        require(known, "split_indices", node, feature[node]);
      }
    }
  }

  /** Every node is the child of at most one other, which it names as its parent. */
  private void requireTree(int[] parents) {
    Deque<Integer> open = new ArrayDeque<>(List.of(0));
    boolean[] seen = new boolean[left.length];
    seen[0] = true;
    while (!open.isEmpty()) {
      int node = open.pop();
      if (left[node] == NONE && right[node] == NONE) {
        continue;
      }
      for (int[] children : List.of(left, right)) {
        int child = children[node];
        String field = children == left ? "left_children" : "right_children";
        require(child > 0 && child < seen.length && !seen[child], field, node, child);
        require(parents[child] == node, "parents", child, parents[child]);
        seen[child] = true;
        open.push(child);
      }
    }
  }

  private static void requireNoCategories(Map<String, Object> tree) {
    for (String field : List.of("split_type", "categories")) {
      if (tree.get(field) instanceof double[] values) {
        for (double value : values) {
          require(value == 0, field + " has categories, which are not read");
        }
      }
    }
  }

  /** The value of the leaf that a row falls into; NaN is a missing value. */
  float value(FeatureMatrix features, int row) {
    int node = 0;
    while (left[node] != NONE) {
      float value = features.at(row, feature[node]);
      boolean goesLeft = Float.isNaN(value) ? missingGoesLeft[node] : value < condition[node];
      node = goesLeft ? left[node] : right[node];
    }
    return condition[node];
  }

  private static int[] integers(Map<String, Object> tree, String field, int count) {
    int[] values = integers(tree, field);
    require(values.length == count, field + " has " + values.length + " values, not " + count);
    return values;
  }

  private static int[] integers(Map<String, Object> tree, String field) {
    double[] values = UniversalBinaryJson.numbers(tree, field);
    int[] integers = new int[values.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = (int) values[i];
      require(integers[i] == values[i], field, i, values[i]);
    }
    return integers;
  }

  private static double[] numbers(Map<String, Object> tree, String field, int count) {
    double[] values = UniversalBinaryJson.numbers(tree, field);
    require(values.length == count, field + " has " + values.length + " values, not " + count);
    return values;
  }

  private static void require(boolean holds, String field, int index, double value) {
    require(holds, field + " [" + index + "] is " + value);
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }
}
