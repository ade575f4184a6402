package io.faultline.internal.geometry;

import java.util.Arrays;

/**
 * Disjoint sets of 0 .. n - 1 that are joined step by step, with path halving and union by size
 * (Tarjan and van Leeuwen 1984).
 */
public final class DisjointSets {
  private final int[] parents;
  private final int[] sizes;

  /** Sets of one element of size 1. */
  public DisjointSets(int elements) {
    this(ones(elements));
  }

  /** Sets of one element with sizes of their own, which are copied. */
  public DisjointSets(int[] sizes) {
    this.sizes = sizes.clone();
    this.parents = new int[sizes.length];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
    }
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The root of an element's set: one of its elements, any. */
  public int find(int element) {
    int at = element;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /**
   * Joins the sets of two different roots, and gives the root of both; of equal sizes the first.
   */
  public int union(int a, int b) {
    int root = sizes[a] < sizes[b] ? b : a;
    int other = root == a ? b : a;
    parents[other] = root;
    sizes[root] += sizes[other];
    return root;
  }

  /** Joins the sets of two elements. */
  public void join(int one, int other) {
    int a = find(one);
    int b = find(other);
    if (a != b) {
      union(a, b);
    }
  }

  /** Whether two elements are in one set. */
  public boolean isJoined(int one, int other) {
    return find(one) == find(other);
  }

  /** The size of the set of a root. */
  public int size(int root) {
    return sizes[root];
  }

  /**
   * Numbers the sets from 0 by their first element.
   *
   * @param numbers gets the number of every element
   * @param roots gets the root of every number
   * @return how many sets there are
   */
  public int number(int[] numbers, int[] roots) {
    int[] numberOfRoot = new int[parents.length];
    int count = 0;
    for (int i = 0; i < parents.length; i++) {
      int root = find(i);
      if (numberOfRoot[root] == 0) {
        roots[count] = root;
        numberOfRoot[root] = ++count;
      }
      numbers[i] = numberOfRoot[root] - 1;
    }
    return count;
  }
}
