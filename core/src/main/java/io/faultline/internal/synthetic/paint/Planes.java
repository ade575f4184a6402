package io.faultline.internal.synthetic.paint;

/** Blurs of planes of numbers; borders repeat. */
public final class Planes {
  private static final double LARGEST_KERNEL_SIGMA = 2.2;

  private Planes() {}

  /** A Gaussian blur, approximated by three box blurs where it is wide. */
  public static float[] blur(float[] plane, int width, double sigma) {
    if (sigma < 0.2) {
      return plane.clone();
    }
    if (sigma <= LARGEST_KERNEL_SIGMA) {
      return gaussian(plane, width, sigma);
    }
    int radius = (int) Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
    return box(box(box(plane, width, radius), width, radius), width, radius);
  }

  private static float[] gaussian(float[] plane, int width, double sigma) {
    int reach = (int) Math.ceil(2.6 * sigma);
    float[] kernel = new float[2 * reach + 1];
    float sum = 0;
    for (int k = -reach; k <= reach; k++) {
      kernel[k + reach] = (float) Math.exp(-0.5 * k * k / (sigma * sigma));
      sum += kernel[k + reach];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    return transposedPass(transposedPass(plane, width, kernel), plane.length / width, kernel);
  }

  /** Filters along rows and transposes. */
  private static float[] transposedPass(float[] plane, int width, float[] kernel) {
    int height = plane.length / width;
    int reach = kernel.length / 2;
    float[] out = new float[plane.length];
    float[] row = new float[width + 2 * reach];
    for (int y = 0; y < height; y++) {
      pad(plane, y * width, width, row, reach);
      for (int x = 0; x < width; x++) {
        float value = 0;
        for (int k = 0; k < kernel.length; k++) {
          value += kernel[k] * row[x + k];
        }
        out[x * height + y] = value;
      }
    }
    return out;
  }

  /** The mean over squares of {@code 2 radius + 1} pixels. */
  public static float[] box(float[] plane, int width, int radius) {
    return boxPass(boxPass(plane, width, radius), plane.length / width, radius);
  }

  private static float[] boxPass(float[] plane, int width, int radius) {
    int height = plane.length / width;
    float[] out = new float[plane.length];
    float[] row = new float[width + 2 * radius];
    float share = 1f / (2 * radius + 1);
    for (int y = 0; y < height; y++) {
      pad(plane, y * width, width, row, radius);
      double sum = 0;
      for (int k = 0; k < 2 * radius; k++) {
        sum += row[k];
      }
      for (int x = 0; x < width; x++) {
        sum += row[x + 2 * radius];
        out[x * height + y] = (float) sum * share;
        sum -= row[x];
      }
    }
    return out;
  }

  private static void pad(float[] plane, int at, int width, float[] row, int reach) {
    System.arraycopy(plane, at, row, reach, width);
    for (int k = 0; k < reach; k++) {
      row[k] = plane[at];
      row[reach + width + k] = plane[at + width - 1];
    }
  }
}
