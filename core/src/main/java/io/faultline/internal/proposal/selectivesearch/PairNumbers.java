package io.faultline.internal.proposal.selectivesearch;

import java.util.Arrays;

/** Numbers pairs of integers of 0 and more by their first mention. */
final class PairNumbers {
  private static final int FREE = -1;

  private int[] table = table(1024);
  private int[] pairs = new int[512];
  private int count;
  private int last = FREE;

  private static int[] table(int size) {
    int[] table = new int[size];
    Arrays.fill(table, FREE);
    return table;
  }

  /** The number of a pair, a new one if it is seen for the first time. */
  int of(int a, int b) {
    if (last == FREE || pairs[2 * last] != a || pairs[2 * last + 1] != b) {
      last = find(a, b);
    }
    return last;
  }

  private int find(int a, int b) {
    int at = slot(a, b);
    if (table[at] != FREE) {
      return table[at];
    }
    if (2 * count == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * count] = a;
    pairs[2 * count + 1] = b;
    table[at] = count++;
    if (2 * count > table.length) {
      grow();
    }
    return count - 1;
  }

  /** Where the pair is, or a free place for it. */
  private int slot(int a, int b) {
    long mixed = ((long) a << 32 | b) * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 33) & (table.length - 1);
    while (table[at] != FREE && (pairs[2 * table[at]] != a || pairs[2 * table[at] + 1] != b)) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  private void grow() {
    table = table(2 * table.length);
    for (int i = 0; i < count; i++) {
      table[slot(pairs[2 * i], pairs[2 * i + 1])] = i;
    }
  }

  /** How many different pairs there were. */
  int count() {
    return count;
  }

  /** {@code a b a b ...} by number. */
  int[] toArray() {
    return Arrays.copyOf(pairs, 2 * count);
  }
}
