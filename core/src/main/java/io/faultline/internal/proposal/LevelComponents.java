package io.faultline.internal.proposal;

import io.faultline.internal.geometry.DisjointSets;
import java.util.Arrays;

/**
 * The 8-connected components of what exceeds falling thresholds in a grey image of 16 bits. Each
 * threshold's components grow out of the last one's, so every pixel is looked at once whatever the
 * number of thresholds (the component tree; Najman and Couprie, "Building the component tree in
 * quasi-linear time", 2006).
 */
final class LevelComponents {
  /** Gets the bounds of components, in whole pixels, the last row and column included. */
  interface Bounds {
    /** One component. */
    void add(int left, int top, int right, int bottom);
  }

  private final int width;
  private final int height;
  private final short[] values;
  private final DisjointSets sets;
  private final int[] left;
  private final int[] right;
  private final int[] top;
  private final int[] bottom;
  private final int[] reportedAt;

  /**
   * @param values {@code [height * width]}, without sign
   */
  LevelComponents(short[] values, int width) {
    this.width = width;
    this.height = values.length / width;
    this.values = values;
    this.sets = new DisjointSets(values.length);
    this.left = new int[values.length];
    this.right = new int[values.length];
    this.top = new int[values.length];
    this.bottom = new int[values.length];
    this.reportedAt = new int[values.length];
  }

  /**
   * Reports the components of every threshold; a component that a lower threshold left as it was is
   * reported once.
   *
   * @param thresholds falling or equal, in 0..65535; a pixel belongs to those that it exceeds
   */
  void report(int[] thresholds, Bounds found) {
    short[] step = new short[1 << 16];
    int[] starts = new int[thresholds.length + 1];
    int[] pixels = byStep(thresholds, step, starts);
    for (int k = 0; k < thresholds.length; k++) {
      for (int i = starts[k]; i < starts[k + 1]; i++) {
        add(pixels[i], k, step);
      }
      report(pixels, starts[k], starts[k + 1], k, found);
    }
  }

  /**
   * The pixels above any threshold, by the first threshold that they exceed.
   *
   * @param step gets the number of that threshold for every value
   * @param starts gets where each threshold's pixels begin and the last one's end
   */
  private int[] byStep(int[] thresholds, short[] step, int[] starts) {
    int above = step.length;
    for (int k = 0; k < thresholds.length; k++) {
      int from = Math.min(above, thresholds[k] + 1);
      Arrays.fill(step, from, above, (short) k);
      above = from;
    }
    Arrays.fill(step, 0, above, (short) thresholds.length);
    int[] counts = new int[thresholds.length + 1];
    for (short value : values) {
      counts[step[value & 0xFFFF]]++;
    }
    for (int k = 0; k < thresholds.length; k++) {
      starts[k + 1] = starts[k] + counts[k];
    }
    int[] next = starts.clone();
    int[] pixels = new int[starts[thresholds.length]];
    for (int i = 0; i < values.length; i++) {
      int k = step[values[i] & 0xFFFF];
      if (k < thresholds.length) {
        pixels[next[k]++] = i;
      }
    }
    return pixels;
  }

  /** Adds a pixel and joins it with those of its neighbours that are there. */
  private void add(int pixel, int k, short[] step) {
    int x = pixel % width;
    int y = pixel / width;
    left[pixel] = x;
    right[pixel] = x;
    top[pixel] = y;
    bottom[pixel] = y;
    int root = pixel;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        int neighbour = ny * width + nx;
        int there = step[values[neighbour] & 0xFFFF];
        // Within one threshold the pixels come row by row: the later ones join when they come.
        if (there < k || (there == k && neighbour < pixel)) {
          root = joined(root, sets.find(neighbour));
        }
      }
    }
  }

  private int joined(int a, int b) {
    if (a == b) {
      return a;
    }
    int root = sets.union(a, b);
    int other = root == a ? b : a;
    left[root] = Math.min(left[root], left[other]);
    right[root] = Math.max(right[root], right[other]);
    top[root] = Math.min(top[root], top[other]);
    bottom[root] = Math.max(bottom[root], bottom[other]);
    return root;
  }

  /** Reports the components that these pixels belong to. */
  private void report(int[] pixels, int from, int to, int k, Bounds found) {
    for (int i = from; i < to; i++) {
      int root = sets.find(pixels[i]);
      if (reportedAt[root] <= k) {
        reportedAt[root] = k + 1;
        found.add(left[root], top[root], right[root], bottom[root]);
      }
    }
  }
}
