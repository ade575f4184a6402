package io.faultline.internal.proposal.selectivesearch;

/**
 * CIE 1976 L*a*b* of 8-bit sRGB pixels at white point D65, in fixed point and with the table sizes
 * of OpenCV, so that its rounding is reproduced.
 */
final class CieLab {
  private static final int UNIT = 255 << 3;
  private static final int MATRIX_BITS = 12;
  private static final int ROOT_BITS = 15;

  /** sRGB to XYZ over the white point, rows x, y, z. */
  private static final int[] MATRIX = {
    fixed(0.412453 / 0.950456), fixed(0.357580 / 0.950456), fixed(0.180423 / 0.950456),
    fixed(0.212671), fixed(0.715160), fixed(0.072169),
    fixed(0.019334 / 1.088754), fixed(0.119193 / 1.088754), fixed(0.950227 / 1.088754)
  };

  private static final int[] LINEAR = linear();
  private static final int[] ROOTS = roots();

  private CieLab() {}

  private static int fixed(double coefficient) {
    return (int) Math.rint(coefficient * (1 << MATRIX_BITS));
  }

  /** Writes lightness over 0 to 255, and a and b shifted by 128, to the three planes. */
  static void convert(int red, int green, int blue, byte[][] planes, int at) {
    int r = LINEAR[red];
    int g = LINEAR[green];
    int b = LINEAR[blue];
    int fx = root(0, r, g, b);
    int fy = root(3, r, g, b);
    int fz = root(6, r, g, b);
    planes[0][at] = clamped((116 * 255 + 50) / 100 * fy - (16 * 255 * (1 << ROOT_BITS) + 50) / 100);
    planes[1][at] = clamped(500 * (fx - fy) + (128 << ROOT_BITS));
    planes[2][at] = clamped(200 * (fy - fz) + (128 << ROOT_BITS));
  }

  private static int root(int row, int r, int g, int b) {
    int value = MATRIX[row] * r + MATRIX[row + 1] * g + MATRIX[row + 2] * b;
    return ROOTS[(value + (1 << (MATRIX_BITS - 1))) >> MATRIX_BITS];
  }

  private static byte clamped(int fixed) {
    return (byte) Math.max(0, Math.min(255, (fixed + (1 << (ROOT_BITS - 1))) >> ROOT_BITS));
  }

  private static int[] linear() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      double s = i / 255.0;
      double linear = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
      table[i] = (int) Math.rint(UNIT * linear);
    }
    return table;
  }

  private static int[] roots() {
    int[] table = new int[UNIT * 3 / 2];
    for (int i = 0; i < table.length; i++) {
      double t = (double) i / UNIT;
      double root = t < 0.008856 ? 7.787 * t + 16.0 / 116 : Math.cbrt(t);
      table[i] = (int) Math.rint((1 << ROOT_BITS) * root);
    }
    return table;
  }
}
