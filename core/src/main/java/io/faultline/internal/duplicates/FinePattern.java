package io.faultline.internal.duplicates;

import io.faultline.image.Raster;
import java.nio.ByteBuffer;

/**
 * The fine detail of a photo: its grey values averaged to {@value #SIDE} x {@value #SIDE} cells,
 * less the mean of each cell's surroundings. Light and shade drop out, what is left are the marks
 * on the surface, so photos of one texture do not agree unless they show the same place.
 */
final class FinePattern {
  private static final int SIDE = 32;

  /** Detail weaker than this (standard deviation in grey values) is noise. */
  private static final double FAINT = 0.25;

  /** Standard deviation of {@link #cells}: four of them reach the ends of a byte. */
  private static final double UNIT = 32;

  /** One cell of {@link #pack}, in units of {@link #cells}: half a standard deviation. */
  private static final int STEP = 16;

  private static final int NIBBLE = 4;
  private static final int MIN_NIBBLE = -8;
  private static final int MAX_NIBBLE = 7;

  /** Two cells to a byte. */
  static final int PACKED_BYTES = SIDE * SIDE / 2;

  /** {@code [SIDE * SIDE]}; all 0 where the photo is plain. */
  private final byte[] cells;

  private final double length;

  private FinePattern(byte[] cells) {
    this.cells = cells;
    double squares = 0;
    for (byte cell : cells) {
      squares += cell * cell;
    }
    this.length = Math.sqrt(squares);
  }

  static FinePattern of(Raster photo) {
    double[] detail = detail(means(photo));
    double squares = 0;
    for (double value : detail) {
      squares += value * value;
    }
    double deviation = Math.sqrt(squares / detail.length);
    byte[] cells = new byte[detail.length];
    if (deviation >= FAINT) {
      for (int i = 0; i < cells.length; i++) {
        double scaled = detail[i] / deviation * UNIT;
        cells[i] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.rint(scaled)));
      }
    }
    return new FinePattern(cells);
  }

  /** Correlation with another photo that is mirrored first, -1 to 1; 0 where one is plain. */
  double correlation(FinePattern other, Mirror mirror) {
    if (length == 0 || other.length == 0) {
      return 0;
    }
    long sum = 0;
    for (int y = 0; y < SIDE; y++) {
      int row = (mirror.down() ? SIDE - 1 - y : y) * SIDE;
      for (int x = 0; x < SIDE; x++) {
        int column = mirror.across() ? SIDE - 1 - x : x;
        sum += cells[y * SIDE + x] * other.cells[row + column];
      }
    }
    return sum / (length * other.length);
  }

  /** Writes the pattern in steps of half a standard deviation, four bits to a cell. */
  void pack(ByteBuffer to) {
    for (int i = 0; i < cells.length; i += 2) {
      to.put((byte) (nibble(cells[i]) << NIBBLE | (nibble(cells[i + 1]) & 0xF)));
    }
  }

  private static int nibble(byte cell) {
    long rounded = Math.round((double) cell / STEP);
    return (int) Math.max(MIN_NIBBLE, Math.min(MAX_NIBBLE, rounded));
  }

  /** What {@link #pack} wrote, as near as its steps allow. */
  static FinePattern unpacked(ByteBuffer from) {
    byte[] cells = new byte[SIDE * SIDE];
    for (int i = 0; i < cells.length; i += 2) {
      byte both = from.get();
      cells[i] = (byte) ((both >> NIBBLE) * STEP);
      cells[i + 1] = (byte) (((byte) (both << NIBBLE) >> NIBBLE) * STEP);
    }
    return new FinePattern(cells);
  }

  /** Each cell less the mean of the 3 x 3 cells around it. */
  private static double[] detail(double[] means) {
    double[] detail = new double[means.length];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double sum = 0;
        int count = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(SIDE - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(SIDE - 1, x + 1); u++) {
            sum += means[v * SIDE + u];
            count++;
          }
        }
        detail[y * SIDE + x] = means[y * SIDE + x] - sum / count;
      }
    }
    return detail;
  }

  /** Mean grey value of each cell; pixels on a border count for both sides by their shares. */
  private static double[] means(Raster photo) {
    int width = photo.width();
    int height = photo.height();
    double[] sums = new double[SIDE * SIDE];
    double[] row = new double[SIDE];
    ByteBuffer rgb = photo.bytes();
    for (int y = 0; y < height; y++) {
      across(rgb, y * width, width, row);
      double top = (double) y * SIDE / height;
      double bottom = (double) (y + 1) * SIDE / height;
      for (int to = (int) top; to < Math.min(SIDE, bottom); to++) {
        double share = Math.min(to + 1, bottom) - Math.max(to, top);
        for (int x = 0; x < SIDE; x++) {
          sums[to * SIDE + x] += share * row[x];
        }
      }
    }
    return sums;
  }

  /** One row of pixels averaged to {@value #SIDE} cells. */
  private static void across(ByteBuffer rgb, int first, int width, double[] row) {
    for (int to = 0; to < SIDE; to++) {
      double left = (double) to * width / SIDE;
      double right = (double) (to + 1) * width / SIDE;
      double sum = 0;
      for (int x = (int) left; x < Math.min(width, right); x++) {
        int at = 3 * (first + x);
        int grey = (rgb.get(at) & 0xFF) + (rgb.get(at + 1) & 0xFF) + (rgb.get(at + 2) & 0xFF);
        sum += (Math.min(x + 1, right) - Math.max(x, left)) * grey;
      }
      row[to] = sum / (3 * (right - left));
    }
  }
}
