package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/** A damp or rusty patch with a soft, ragged border, sometimes running down. */
public final class Stain {
  private Stain() {}

  /** Paints it. */
  public static void paint(SyntheticCanvas canvas, SplittableRandom random) {
    double side = Math.min(canvas.width, canvas.height);
    double cx = random.nextDouble(canvas.width);
    double cy = random.nextDouble(canvas.height);
    double rx = side * random.nextDouble(0.06, 0.3);
    double ry = rx * random.nextDouble(0.6, random.nextInt(3) == 0 ? 4 : 1.6);
    float[] ragged = ValueNoise.fractal(canvas.width, canvas.height, side / 8, 4, random);
    double depth = random.nextDouble(0.12, 0.42);
    double rust = random.nextInt(3) == 0 ? random.nextDouble(0.2, 0.6) : 0;
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double dx = (x - cx) / rx;
        double dy = (y - cy) / ry;
        int i = y * canvas.width + x;
        double inside = (1.1 - Math.sqrt(dx * dx + dy * dy) + 0.9 * ragged[i]) * 2.5;
        if (inside > 0) {
          double d = depth * Math.min(1, inside);
          canvas.tint(
              i, (float) (1 - d * (1 - rust)), (float) (1 - d), (float) (1 - d * (1 + 0.5 * rust)));
        }
      }
    }
  }
}
