package io.faultline.internal.proposal.selectivesearch;

/**
 * Builds the graph of Felzenszwalb and Huttenlocher's segmentation (IJCV 2004): pixels, and edges
 * between neighbours weighted by the distance of their smoothed colours.
 *
 * <p>Edges are sorted by two passes of a radix sort on weights quantised to 26 bits. The steps must
 * be fine: a segment of a million pixels grows only by edges that are at most k / 1,000,000 heavier
 * than its heaviest. Pixels have four neighbours, as in OpenCV; the authors' code has eight.
 */
final class PixelGraph {
  private static final int HALF_BITS = 13;
  private static final int BUCKETS = 1 << HALF_BITS;
  private static final float STEPS_PER_UNIT = 1 << 17;

  private PixelGraph() {}

  /**
   * The graph of a photo: every pixel is a component.
   *
   * @param planes {@code [channel][y * width + x]}, unsigned bytes; up to three channels
   */
  static ComponentGraph of(byte[][] planes, int width, int height) {
    float[] squares = new float[2 * width * height];
    for (byte[] plane : planes) {
      addSquares(Smoothing.smooth(plane, width, height), width, height, squares);
    }
    long[] packed = packed(squares, width, height);
    ComponentGraph.Edges edges = new ComponentGraph.Edges(packed.length);
    for (long edge : sorted(sorted(packed, 32), 32 + HALF_BITS)) {
      int from = (int) edge >> 1;
      int to = from + ((edge & 1) == 0 ? 1 : width);
      edges.add(from, to, (edge >>> 32) / STEPS_PER_UNIT);
    }
    return ComponentGraph.ofPixels(width * height, edges);
  }

  private static void addSquares(float[] plane, int width, int height, float[] squares) {
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int at = row; at < row + width - 1; at++) {
        float difference = plane[at] - plane[at + 1];
        squares[2 * at] += difference * difference;
      }
      if (y + 1 < height) {
        for (int at = row; at < row + width; at++) {
          float difference = plane[at] - plane[at + width];
          squares[2 * at + 1] += difference * difference;
        }
      }
    }
  }

  /**
   * The quantised weight in the upper half; in the lower half twice the pixel, plus 1 for the edge
   * downwards instead of to the right.
   */
  private static long[] packed(float[] squares, int width, int height) {
    long[] edges = new long[(width - 1) * height + width * (height - 1)];
    int count = 0;
    for (int y = 0, edge = 0; y < height; y++) {
      for (int x = 0; x < width; x++, edge += 2) {
        if (x + 1 < width) {
          edges[count++] = packed(squares[edge], edge);
        }
        if (y + 1 < height) {
          edges[count++] = packed(squares[edge + 1], edge + 1);
        }
      }
    }
    return edges;
  }

  private static long packed(float square, int edge) {
    return (long) ((float) Math.sqrt(square) * STEPS_PER_UNIT) << 32 | edge;
  }

  /** Sorted by the bits from {@code shift} on; equal ones keep their order. */
  private static long[] sorted(long[] edges, int shift) {
    int[] starts = new int[BUCKETS + 1];
    for (long edge : edges) {
      starts[((int) (edge >>> shift) & (BUCKETS - 1)) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    long[] sorted = new long[edges.length];
    for (long edge : edges) {
      sorted[starts[(int) (edge >>> shift) & (BUCKETS - 1)]++] = edge;
    }
    return sorted;
  }
}
