package io.faultline.internal.proposal.selectivesearch;

/**
 * The texture of every pixel: per channel, derivatives along x, y and both diagonals (Scharr's 3x3
 * filter), each a number of 0 to 19. 0 to 9 are tenths of the strongest positive derivative of the
 * photo, 10 to 19 those from the strongest negative one up to 0.
 */
final class TextureCodes {
  static final int DIRECTIONS = 4;
  static final int BINS = 10;
  static final int CODES = 2 * BINS;

  /** The strongest derivative falls into the last bin: 254 of 255 grey values, as in OpenCV. */
  private static final float NEARLY_ALL_BINS = BINS * 254 / 256f;

  private TextureCodes() {}

  /** Codes by {@code [4 * channel + direction][pixel]}. */
  static byte[][] of(byte[][] planes, int width, int height) {
    byte[][] codes = new byte[DIRECTIONS * planes.length][];
    for (int channel = 0; channel < planes.length; channel++) {
      int[][] slopes = slopes(planes[channel], width, height);
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        codes[DIRECTIONS * channel + direction] = codes(slopes[direction]);
      }
    }
    return codes;
  }

  private static int[][] slopes(byte[] plane, int width, int height) {
    int[][] slopes = new int[DIRECTIONS][width * height];
    int[][] rows = new int[3][width + 2];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < 3; i++) {
        pad(plane, Reflect.index(y - 1 + i, height) * width, width, rows[i]);
      }
      slope(rows[0], rows[1], rows[2], slopes, y * width, width);
    }
    return slopes;
  }

  private static void pad(byte[] plane, int row, int width, int[] padded) {
    for (int x = 0; x < width; x++) {
      padded[x + 1] = plane[row + x] & 0xFF;
    }
    padded[0] = plane[row + Reflect.index(-1, width)] & 0xFF;
    padded[width + 1] = plane[row + Reflect.index(width, width)] & 0xFF;
  }

  private static void slope(
      int[] above, int[] here, int[] below, int[][] slopes, int row, int width) {
    int[] alongX = slopes[0];
    int[] alongY = slopes[1];
    int[] falling = slopes[2];
    int[] rising = slopes[3];
    for (int x = 0; x < width; x++) {
      int dx =
          3 * (above[x + 2] - above[x] + below[x + 2] - below[x]) + 10 * (here[x + 2] - here[x]);
      int dy =
          3 * (below[x] - above[x] + below[x + 2] - above[x + 2])
              + 10 * (below[x + 1] - above[x + 1]);
      alongX[row + x] = dx;
      alongY[row + x] = dy;
      falling[row + x] = dx + dy;
      rising[row + x] = dx - dy;
    }
  }

  private static byte[] codes(int[] slope) {
    int most = 0;
    int least = 0;
    for (int value : slope) {
      most = Math.max(most, value);
      least = Math.min(least, value);
    }
    byte[] table = table(most, least);
    byte[] codes = new byte[slope.length];
    for (int i = 0; i < slope.length; i++) {
      codes[i] = table[slope[i] - least];
    }
    return codes;
  }

  /** The code of every derivative, the least one first. */
  private static byte[] table(int most, int least) {
    float up = most == 0 ? 0 : NEARLY_ALL_BINS / most;
    float down = least == 0 ? 0 : NEARLY_ALL_BINS / -least;
    byte[] table = new byte[most - least + 1];
    for (int value = least; value < 0; value++) {
      table[value - least] = (byte) (BINS + (int) ((value - least) * down));
    }
    for (int value = 0; value <= most; value++) {
      table[value - least] = (byte) (value * up);
    }
    return table;
  }
}
