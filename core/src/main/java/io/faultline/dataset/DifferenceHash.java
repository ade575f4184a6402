package io.faultline.dataset;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;

/**
 * A perceptual hash: the photo is averaged to a grid of {@value #SIDE} rows and one column more,
 * and each bit says whether a cell is brighter than its left neighbour (dHash, N. Krawetz 2013,
 * "Kind of Like That", with 256 bits instead of 64). Scaling, recompression and brightness hardly
 * change it.
 */
record DifferenceHash(long a, long b, long c, long d) {
  /** Length of the hash. */
  static final int BITS = 256;

  private static final int SIDE = 16;

  static DifferenceHash of(Raster photo) {
    double[][] cells = cells(photo);
    long[] words = new long[BITS / Long.SIZE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        if (cells[row][column + 1] > cells[row][column]) {
          int bit = row * SIDE + column;
          words[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
        }
      }
    }
    return new DifferenceHash(words[0], words[1], words[2], words[3]);
  }

  /** How many bits differ, 0 to 256. */
  int distance(DifferenceHash other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  /** Mean brightness of each cell; photos smaller than the grid repeat pixels. */
  private static double[][] cells(Raster photo) {
    ByteBuffer rgb = photo.bytes();
    double[][] cells = new double[SIDE][SIDE + 1];
    for (int row = 0; row < SIDE; row++) {
      int top = row * photo.height() / SIDE;
      int bottom = Math.max(top + 1, (row + 1) * photo.height() / SIDE);
      for (int column = 0; column <= SIDE; column++) {
        int left = column * photo.width() / (SIDE + 1);
        int right = Math.max(left + 1, (column + 1) * photo.width() / (SIDE + 1));
        long sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int at = 3 * (y * photo.width() + left);
              at < 3 * (y * photo.width() + right);
              at++) {
            sum += rgb.get(at) & 0xFF;
          }
        }
        cells[row][column] = (double) sum / ((long) (bottom - top) * (right - left));
      }
    }
    return cells;
  }
}
