package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/** A shadow with a wavy border over one side, or that of a cable. */
public final class Shadow {
  private Shadow() {}

  /** Paints it. */
  public static void paint(SyntheticCanvas canvas, SplittableRandom random) {
    double angle = random.nextDouble(2 * Math.PI);
    double x0 = canvas.width * random.nextDouble(0.2, 0.8);
    double y0 = canvas.height * random.nextDouble(0.2, 0.8);
    double depth = random.nextDouble(0.2, 0.45);
    double soft = random.nextDouble(3, 16);
    double waves = random.nextDouble(0, 14);
    double period = random.nextDouble(25, 90);
    boolean cable = random.nextInt(4) == 0;
    double half = random.nextDouble(3, 8);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double along = (x - x0) * cos + (y - y0) * sin;
        double across = (y - y0) * cos - (x - x0) * sin;
        double past = across + waves * Math.sin(along / period);
        double inside = cable ? half - Math.abs(past) : past;
        double share = Math.max(0, Math.min(1, inside / soft + 0.5));
        canvas.multiply(y * canvas.width + x, (float) (1 - depth * share));
      }
    }
  }
}
