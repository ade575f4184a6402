package io.faultline.internal.proposal.selectivesearch;

import java.util.Arrays;

/** A binary heap of longs, the greatest first. */
final class LongHeap {
  private long[] heap;
  private int size;
  private int pushed;

  LongHeap(int capacity) {
    heap = new long[Math.max(16, capacity)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** How many values were ever pushed. */
  int pushed() {
    return pushed;
  }

  void push(long value) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int at = size++;
    pushed++;
    while (at > 0 && heap[(at - 1) / 2] < value) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = value;
  }

  /** Takes the greatest out; the heap must not be empty. */
  long pop() {
    long greatest = heap[0];
    long value = heap[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
    return greatest;
  }
}
