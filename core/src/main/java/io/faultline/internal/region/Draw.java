package io.faultline.internal.region;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random draws of positions. */
final class Draw {
  private Draw() {}

  /** All of 0 .. {@code size} - 1 in random order (Fisher and Yates). */
  static int[] permutation(int size, SplittableRandom random) {
    return distinct(size, size, random);
  }

  /** {@code count} different ones of 0 .. {@code size} - 1, each set and order equally likely. */
  static int[] distinct(int size, int count, SplittableRandom random) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, size);
      int swapped = all[i];
      all[i] = all[other];
      all[other] = swapped;
    }
    return Arrays.copyOf(all, count);
  }
}
