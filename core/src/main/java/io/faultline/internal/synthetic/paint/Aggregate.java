package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/**
 * Stones set in a dark binder: cells around jittered lattice points (Worley 1996, "A cellular
 * texture basis function"), each of its own brightness, dark where two cells meet.
 */
public final class Aggregate {
  private Aggregate() {}

  /**
   * Multiplies the stones onto a canvas.
   *
   * @param cell distance of neighbouring stones in pixels
   * @param spread how much stones differ in brightness, as a share of it
   */
  public static void paint(
      SyntheticCanvas canvas, double cell, double spread, SplittableRandom random) {
    int columns = (int) (canvas.width / cell) + 3;
    int rows = (int) (canvas.height / cell) + 3;
    float[] px = new float[columns * rows];
    float[] py = new float[columns * rows];
    float[] shade = new float[columns * rows];
    for (int i = 0; i < px.length; i++) {
      int row = i / columns;
      int column = i - row * columns;
      px[i] = (float) (column + random.nextDouble());
      py[i] = (float) (row + random.nextDouble());
      double draw = random.nextDouble() + random.nextDouble() - 1;
      shade[i] = (float) (1 + spread * draw * (random.nextInt(12) == 0 ? 2.2 : 1));
    }
    float gap = (float) random.nextDouble(0.1, 0.25);
    for (int y = 0; y < canvas.height; y++) {
      float gy = (float) (y / cell) + 1;
      for (int x = 0; x < canvas.width; x++) {
        float gx = (float) (x / cell) + 1;
        float nearest = Float.MAX_VALUE;
        float second = Float.MAX_VALUE;
        int stone = 0;
        int first = ((int) gy - 1) * columns + (int) gx - 1;
        for (int row = first; row <= first + 2 * columns; row += columns) {
          for (int i = row; i <= row + 2; i++) {
            float dx = px[i] - gx;
            float dy = py[i] - gy;
            float distance = dx * dx + dy * dy;
            if (distance < nearest) {
              second = nearest;
              nearest = distance;
              stone = i;
            } else if (distance < second) {
              second = distance;
            }
          }
        }
        float border = Math.min(1, (second - nearest) * 2.2f);
        canvas.multiply(y * canvas.width + x, shade[stone] * (1 - gap + gap * border));
      }
    }
  }
}
