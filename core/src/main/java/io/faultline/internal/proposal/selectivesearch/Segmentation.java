package io.faultline.internal.proposal.selectivesearch;

import java.util.Arrays;

/** A photo divided into connected segments, numbered from 0 by their first pixel in row order. */
final class Segmentation {
  private final int[] labels;
  private final int[] sizes;
  private final int[] corners;
  private final int[] neighbours;

  private Segmentation(int[] labels, int[] sizes, int[] corners, int[] neighbours) {
    this.labels = labels;
    this.sizes = sizes;
    this.corners = corners;
    this.neighbours = neighbours;
  }

  /**
   * Measures segments.
   *
   * @param labels the segment of every pixel, numbered from 0 by first pixel; kept
   */
  static Segmentation of(int[] labels, int width, int height) {
    int count = 0;
    for (int label : labels) {
      count = Math.max(count, label + 1);
    }
    int[] sizes = new int[count];
    int[] corners = new int[4 * count];
    for (int i = 0; i < count; i++) {
      corners[4 * i] = width;
      corners[4 * i + 1] = height;
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; ) {
        int label = labels[y * width + x];
        int end = x + 1;
        while (end < width && labels[y * width + end] == label) {
          end++;
        }
        sizes[label] += end - x;
        extend(corners, 4 * label, x, end, y);
        x = end;
      }
    }
    return new Segmentation(labels, sizes, corners, neighbours(labels, width, height));
  }

  private static void extend(int[] corners, int at, int from, int to, int y) {
    corners[at] = Math.min(corners[at], from);
    corners[at + 1] = Math.min(corners[at + 1], y);
    corners[at + 2] = Math.max(corners[at + 2], to);
    corners[at + 3] = Math.max(corners[at + 3], y + 1);
  }

  private static int[] neighbours(int[] labels, int width, int height) {
    PairNumbers pairs = new PairNumbers();
    for (int at = 1; at < width; at++) {
      touch(pairs, labels[at - 1], labels[at]);
    }
    for (int at = width; at < width * height; at++) {
      int label = labels[at];
      int above = labels[at - width];
      boolean first = at % width == 0;
      int left = first ? label : labels[at - 1];
      int aboveLeft = first ? above : labels[at - width - 1];
      if (label != above || label != left || above != aboveLeft) {
        touch(pairs, label, above);
        touch(pairs, label, left);
        touch(pairs, label, aboveLeft);
        touch(pairs, left, above);
      }
    }
    return pairs.toArray();
  }

  private static void touch(PairNumbers pairs, int a, int b) {
    if (a != b) {
      pairs.of(Math.min(a, b), Math.max(a, b));
    }
  }

  /** How many segments there are. */
  int count() {
    return sizes.length;
  }

  /** The segment of every pixel, by {@code y * width + x}; not to be changed. */
  int[] labels() {
    return labels;
  }

  /** How many pixels the photo has. */
  int pixels() {
    return labels.length;
  }

  /** A copy of the pixels of each segment, with room for {@code capacity} regions. */
  int[] sizes(int capacity) {
    return Arrays.copyOf(sizes, capacity);
  }

  /** A copy of {@code x1 y1 x2 y2} of each segment, half-open, with room for more regions. */
  int[] corners(int capacity) {
    return Arrays.copyOf(corners, 4 * capacity);
  }

  /** Touching segments (sides or corners), {@code a b a b ...} with a &lt; b, each pair once. */
  int[] neighbours() {
    return neighbours.clone();
  }
}
