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

  private final byte[] levels;
  private final int width;

  /** The image has a frame of one pixel that is never added, so that every pixel has neighbours. */
  private final int stride;

  private final boolean[] added;
  private final DisjointSets sets;
  private final int[] left;
  private final int[] right;
  private final int[] top;
  private final int[] bottom;
  private final int[] reportedAt;

  /**
   * @param levels {@code [height * width]}, as {@link #levels} gives them
   */
  LevelComponents(byte[] levels, int width) {
    this.levels = levels;
    this.width = width;
    this.stride = width + 2;
    int framed = stride * (levels.length / width + 2);
    this.added = new boolean[framed];
    this.sets = new DisjointSets(framed);
    this.left = new int[framed];
    this.right = new int[framed];
    this.top = new int[framed];
    this.bottom = new int[framed];
    this.reportedAt = new int[framed];
  }

  /**
   * How many thresholds each value exceeds. A closing or another filter that picks values by their
   * order gives the same whether it sees values or levels.
   *
   * @param values without sign
   * @param thresholds falling or equal, in 0..65535, at most 127
   */
  static byte[] levels(short[] values, int[] thresholds) {
    byte[] ofValue = new byte[1 << 16];
    int above = ofValue.length;
    for (int k = 0; k < thresholds.length; k++) {
      int from = Math.min(above, thresholds[k] + 1);
      Arrays.fill(ofValue, from, above, (byte) (thresholds.length - k));
      above = from;
    }
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      levels[i] = ofValue[values[i] & 0xFFFF];
    }
    return levels;
  }

  /**
   * Reports the components of every threshold; a component that a lower threshold left as it was is
   * reported once.
   *
   * @param thresholds how many there are
   */
  void report(int thresholds, Bounds found) {
    int[] starts = new int[thresholds + 1];
    int[] pixels = byLevel(thresholds, starts);
    for (int k = 0; k < thresholds; k++) {
      for (int i = starts[k]; i < starts[k + 1]; i++) {
        add(pixels[i]);
      }
      report(pixels, starts[k], starts[k + 1], k, found);
    }
  }

  /**
   * The pixels above any threshold, the highest level first and row by row.
   *
   * @param starts gets where each level's pixels begin and the last one's end
   */
  private int[] byLevel(int thresholds, int[] starts) {
    int[] counts = new int[thresholds + 1];
    for (byte level : levels) {
      counts[level]++;
    }
    for (int k = 0; k < thresholds; k++) {
      starts[k + 1] = starts[k] + counts[thresholds - k];
    }
    int[] next = starts.clone();
    int[] pixels = new int[starts[thresholds]];
    for (int y = 0; y < levels.length / width; y++) {
      for (int x = 0; x < width; x++) {
        int level = levels[y * width + x];
        if (level > 0) {
          int pixel = (y + 1) * stride + x + 1;
          pixels[next[thresholds - level]++] = pixel;
          left[pixel] = x;
          right[pixel] = x;
          top[pixel] = y;
          bottom[pixel] = y;
        }
      }
    }
    return pixels;
  }

  /** Adds a pixel and joins it with those of its neighbours that were added before. */
  private void add(int pixel) {
    int root = pixel;
    for (int row = pixel - stride - 1; row <= pixel + stride - 1; row += stride) {
      for (int neighbour = row; neighbour < row + 3; neighbour++) {
        if (added[neighbour]) {
          root = joined(root, sets.find(neighbour));
        }
      }
    }
    added[pixel] = true;
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
