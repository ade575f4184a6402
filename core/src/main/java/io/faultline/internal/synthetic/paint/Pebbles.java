package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Loose stones, lit from one side, with their shadows. */
public final class Pebbles {
  private Pebbles() {}

  /**
   * Strews them.
   *
   * @param keptClear whether no stone may lie on a pixel
   */
  public static void paint(
      SyntheticCanvas canvas, IntPredicate keptClear, SplittableRandom random) {
    int count = 3 + random.nextInt(Math.max(1, canvas.pixels() / 2000));
    double largest = random.nextDouble(2, 5.5);
    double light = random.nextBoolean() ? 1 : -1;
    for (int n = 0; n < count; n++) {
      double x = random.nextDouble(canvas.width);
      double y = random.nextDouble(canvas.height);
      double radius = random.nextDouble(1, largest);
      double grey = random.nextDouble(80, 215);
      double flat = random.nextDouble(0.7, 1.3);
      int column = (int) x;
      int row = (int) y;
      if (!keptClear.test(row * canvas.width + column)) {
        pebble(canvas, x + light * 0.5 * radius, y + 0.6 * radius, radius, flat, -1, light);
        pebble(canvas, x, y, radius, flat, grey, light);
      }
    }
  }

  /** A grey below 0 paints the shadow. */
  private static void pebble(
      SyntheticCanvas canvas,
      double cx,
      double cy,
      double radius,
      double flat,
      double grey,
      double light) {
    int reach = (int) (radius * 1.5) + 2;
    for (int y = Math.max(0, (int) cy - reach); y < canvas.height && y <= cy + reach; y++) {
      for (int x = Math.max(0, (int) cx - reach); x < canvas.width && x <= cx + reach; x++) {
        double dx = (x + 0.5 - cx) / (radius * flat);
        double dy = (y + 0.5 - cy) / (radius / flat);
        double inside = Math.min(1, (1 - Math.sqrt(dx * dx + dy * dy)) * radius + 0.5);
        if (inside > 0) {
          int i = y * canvas.width + x;
          if (grey < 0) {
            canvas.multiply(i, (float) (1 - 0.35 * inside));
          } else {
            double shade = 1 - 0.22 * (light * dx + dy);
            canvas.blend(i, (float) (grey * shade), (float) (0.85 * inside));
          }
        }
      }
    }
  }
}
