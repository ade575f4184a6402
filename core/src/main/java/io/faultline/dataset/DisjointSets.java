package io.faultline.dataset;

import java.util.Arrays;

/** Sets of numbers that are joined step by step (union-find with path halving). */
final class DisjointSets {
  private final int[] parent;

  /** Each of {@code size} numbers in a set of its own. */
  DisjointSets(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  /** The smallest number of the set. */
  int first(int number) {
    int at = number;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  boolean isJoined(int one, int other) {
    return first(one) == first(other);
  }

  void join(int one, int other) {
    int a = first(one);
    int b = first(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
}
