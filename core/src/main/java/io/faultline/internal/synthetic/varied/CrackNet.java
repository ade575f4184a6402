package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/**
 * A net of cracks (map cracking): the borders between cells around jittered lattice points (Worley
 * 1996, "A cellular texture basis function"), within a ragged patch, some borders missing.
 */
final class CrackNet {
  private CrackNet() {}

  /** The coverage of the net, 0 to 1 for each pixel. */
  static float[] draw(Scene scene, PartDraw draw, double widthPx) {
    SplittableRandom random = draw.random();
    int width = scene.width();
    int height = scene.height();
    double cell = scene.side() * draw.scaled("cell", 0.07, 0.3);
    double missing = draw.between("missing", 0, 0.35);
    double radius = Math.min(widthPx, cell / 7) / 2;
    double reach = scene.side() * draw.between("reach", 0.2, 0.75);
    double centerX = width * random.nextDouble(0.1, 0.9);
    double centerY = height * random.nextDouble(0.1, 0.9);
    float[] bentX = ValueNoise.fractal(width, height, cell / 2, 3, random);
    float[] bentY = ValueNoise.fractal(width, height, cell / 2, 3, random);
    Points points = new Points(cell, width, height, random);
    float[] coverage = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        double far = Math.hypot(x - centerX, y - centerY) / reach + 0.6 * bentX[i];
        if (far < 1) {
          double fromBorder =
              points.fromBorder(x + 0.3 * cell * bentX[i], y + 0.3 * cell * bentY[i], missing);
          double inside = radius * Math.min(1, 3 * (1 - far)) - fromBorder + 0.5;
          coverage[i] = (float) Math.max(0, Math.min(1, inside + 0.12));
        }
      }
    }
    return coverage;
  }

  /** Jittered lattice points. */
  private static final class Points {
    private final double cell;
    private final int columns;
    private final double[] x;
    private final double[] y;

    Points(double cell, int width, int height, SplittableRandom random) {
      this.cell = cell;
      this.columns = (int) (width / cell) + 5;
      int rows = (int) (height / cell) + 5;
      this.x = new double[columns * rows];
      this.y = new double[columns * rows];
      for (int i = 0; i < x.length; i++) {
        int row = i / columns;
        x[i] = (i - row * columns - 2 + random.nextDouble()) * cell;
        y[i] = (row - 2 + random.nextDouble()) * cell;
      }
    }

    /** Distance to the border between the two nearest points; far where that border is missing. */
    double fromBorder(double atX, double atY, double missing) {
      int nearest = -1;
      int second = -1;
      double least = Double.MAX_VALUE;
      double next = Double.MAX_VALUE;
      int column = Math.max(1, Math.min(columns - 2, (int) Math.floor(atX / cell) + 2));
      int rows = x.length / columns;
      int row = Math.max(1, Math.min(rows - 2, (int) Math.floor(atY / cell) + 2));
      for (int r = row - 1; r <= row + 1; r++) {
        for (int i = r * columns + column - 1; i <= r * columns + column + 1; i++) {
          double distance = (x[i] - atX) * (x[i] - atX) + (y[i] - atY) * (y[i] - atY);
          if (distance < least) {
            next = least;
            second = nearest;
            least = distance;
            nearest = i;
          } else if (distance < next) {
            next = distance;
            second = i;
          }
        }
      }
      int pair = Math.min(nearest, second) * 31 + Math.max(nearest, second);
      if (((pair * 0x9E3779B9) >>> 8) / (double) (1 << 24) < missing) {
        return Double.MAX_VALUE;
      }
      double apart = Math.hypot(x[nearest] - x[second], y[nearest] - y[second]);
      return (next - least) / (2 * Math.max(1e-6, apart));
    }
  }
}
