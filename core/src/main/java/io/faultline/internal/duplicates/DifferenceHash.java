package io.faultline.internal.duplicates;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

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
  private static final int WORDS = BITS / Long.SIZE;

  static DifferenceHash of(Raster photo) {
    return of(cells(photo), Mirror.NONE);
  }

  /** The hashes of a photo in every {@link Mirror}. */
  static Map<Mirror, DifferenceHash> mirrored(Raster photo) {
    double[][] cells = cells(photo);
    Map<Mirror, DifferenceHash> hashes = new EnumMap<>(Mirror.class);
    for (Mirror mirror : Mirror.values()) {
      hashes.put(mirror, of(cells, mirror));
    }
    return hashes;
  }

  private static DifferenceHash of(double[][] cells, Mirror mirror) {
    long[] words = packed(1);
    for (int row = 0; row < SIDE; row++) {
      double[] cell = cells[mirror.down() ? SIDE - 1 - row : row];
      for (int column = 0; column < SIDE; column++) {
        int left = mirror.across() ? SIDE - column : column;
        int right = mirror.across() ? left - 1 : left + 1;
        if (cell[right] > cell[left]) {
          set(words, row, column);
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

  /** Writes the hash to place {@code index} of a {@link #packed} list. */
  void pack(long[] packed, int index) {
    packed[WORDS * index] = a;
    packed[WORDS * index + 1] = b;
    packed[WORDS * index + 2] = c;
    packed[WORDS * index + 3] = d;
  }

  /** Room for so many hashes, one behind the other, so that all pairs are compared quickly. */
  static long[] packed(int hashes) {
    return new long[WORDS * hashes];
  }

  /**
   * Whether at most {@code bits} differ from the packed hash: half of it settles that for most
   * pairs of photos that have nothing in common.
   */
  boolean isWithin(int bits, long[] packed, int index) {
    int at = WORDS * index;
    int half = Long.bitCount(a ^ packed[at]) + Long.bitCount(b ^ packed[at + 1]);
    return half <= bits
        && half + Long.bitCount(c ^ packed[at + 2]) + Long.bitCount(d ^ packed[at + 3]) <= bits;
  }

  private static void set(long[] words, int row, int column) {
    int bit = row * SIDE + column;
    words[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
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
