package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import java.util.SplittableRandom;

/** Holes: drilled ones in a row, or blow holes anywhere; dark, with a rim. */
final class Holes {
  private Holes() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    boolean row = draw.chance("in-a-row", 0.4);
    int count = draw.count("holes", 1, 9);
    double radius = draw.scaled("radius-px", 1.5, 14);
    double depth = draw.between("depth", 0.3, 0.9);
    double rim = draw.between("rim", -0.3, 0.4);
    double x = random.nextDouble(scene.width());
    double y = random.nextDouble(scene.height());
    double apart = scene.side() * random.nextDouble(0.1, 0.4);
    boolean upright = random.nextBoolean();
    for (int n = 0; n < count; n++) {
      double size = row ? radius : radius * random.nextDouble(0.3, 1);
      hole(scene.canvas(), x, y, size, row ? 1 : random.nextDouble(0.7, 1.4), depth, rim);
      x = row ? x + (upright ? 0 : apart) : random.nextDouble(scene.width());
      y = row ? y + (upright ? apart : 0) : random.nextDouble(scene.height());
    }
  }

  private static void hole(
      SyntheticCanvas canvas,
      double cx,
      double cy,
      double radius,
      double flat,
      double depth,
      double rim) {
    int reach = (int) (radius * 2.2) + 2;
    int bottom = (int) Math.min(canvas.height - 1.0, cy + reach);
    int right = (int) Math.min(canvas.width - 1.0, cx + reach);
    for (int y = (int) Math.max(0, cy - reach); y <= bottom; y++) {
      for (int x = (int) Math.max(0, cx - reach); x <= right; x++) {
        double dx = (x + 0.5 - cx) * flat;
        double dy = (y + 0.5 - cy) / flat;
        double past = Math.hypot(dx, dy) - radius;
        double inside = Math.max(0, Math.min(1, 0.5 - past));
        double edge = Math.exp(-past * past / (0.5 + radius * radius / 12));
        double lit = 1 + rim * edge * (dy < 0 ? -0.6 : 1);
        canvas.multiply(y * canvas.width + x, (float) ((1 - depth * inside) * lit));
      }
    }
  }
}
