package io.faultline.internal.region;

import java.util.SplittableRandom;

/** Numbers dealt one by one in random order, and again in another order when they are used up. */
final class Pack {
  private final int[] cards;
  private final SplittableRandom random;
  private int[] order = {};
  private int next;

  Pack(int[] cards, SplittableRandom random) {
    this.cards = cards;
    this.random = random;
  }

  boolean isEmpty() {
    return cards.length == 0;
  }

  int deal() {
    if (next == order.length) {
      order = Draw.permutation(cards.length, random);
      next = 0;
    }
    return cards[order[next++]];
  }
}
