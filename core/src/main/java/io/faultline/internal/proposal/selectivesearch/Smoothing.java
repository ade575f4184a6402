package io.faultline.internal.proposal.selectivesearch;

/** Gaussian smoothing with sigma 0.8, the value of both papers; the border is reflected. */
final class Smoothing {
  private static final double SIGMA = 0.8;
  private static final int RADIUS = 3;
  private static final float[] KERNEL = kernel();

  private Smoothing() {}

  private static float[] kernel() {
    float[] kernel = new float[RADIUS + 1];
    double sum = 0;
    for (int i = -RADIUS; i <= RADIUS; i++) {
      sum += Math.exp(-i * i / (2 * SIGMA * SIGMA));
    }
    for (int i = 0; i <= RADIUS; i++) {
      kernel[i] = (float) (Math.exp(-i * i / (2 * SIGMA * SIGMA)) / sum);
    }
    return kernel;
  }

  /** The smoothed plane, {@code [y * width + x]}. */
  static float[] smooth(byte[] plane, int width, int height) {
    float[] rows = new float[width * height];
    float[] padded = new float[width + 2 * RADIUS];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        padded[x + RADIUS] = plane[row + x] & 0xFF;
      }
      for (int i = 1; i <= RADIUS; i++) {
        padded[RADIUS - i] = plane[row + Reflect.index(-i, width)] & 0xFF;
        padded[RADIUS + width - 1 + i] = plane[row + Reflect.index(width - 1 + i, width)] & 0xFF;
      }
      across(padded, rows, row, width);
    }
    float[] smooth = new float[width * height];
    for (int y = 0; y < height; y++) {
      down(rows, smooth, y, width, height);
    }
    return smooth;
  }

  private static void across(float[] padded, float[] rows, int row, int width) {
    for (int x = 0; x < width; x++) {
      rows[row + x] =
          KERNEL[0] * padded[x + 3]
              + KERNEL[1] * (padded[x + 2] + padded[x + 4])
              + KERNEL[2] * (padded[x + 1] + padded[x + 5])
              + KERNEL[3] * (padded[x] + padded[x + 6]);
    }
  }

  private static void down(float[] rows, float[] smooth, int y, int width, int height) {
    int at = y * width;
    int up1 = Reflect.index(y - 1, height) * width;
    int up2 = Reflect.index(y - 2, height) * width;
    int up3 = Reflect.index(y - 3, height) * width;
    int down1 = Reflect.index(y + 1, height) * width;
    int down2 = Reflect.index(y + 2, height) * width;
    int down3 = Reflect.index(y + 3, height) * width;
    for (int x = 0; x < width; x++) {
      smooth[at + x] =
          KERNEL[0] * rows[at + x]
              + KERNEL[1] * (rows[up1 + x] + rows[down1 + x])
              + KERNEL[2] * (rows[up2 + x] + rows[down2 + x])
              + KERNEL[3] * (rows[up3 + x] + rows[down3 + x]);
    }
  }
}
