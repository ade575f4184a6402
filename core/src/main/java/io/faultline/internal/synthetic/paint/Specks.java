package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/** Small pits (dark) or grains (light) strewn over a surface. */
public final class Specks {
  private Specks() {}

  /**
   * Strews specks.
   *
   * @param density specks per pixel
   * @param depth share of the light a speck swallows at its middle; negative lightens
   */
  public static void paint(
      SyntheticCanvas canvas,
      double density,
      double leastRadius,
      double mostRadius,
      double depth,
      SplittableRandom random) {
    int count = (int) (density * canvas.pixels());
    for (int i = 0; i < count; i++) {
      double radius = random.nextDouble(leastRadius, mostRadius);
      double strength = depth * random.nextDouble(0.3, 1);
      double flat = random.nextDouble(0.6, 1.4);
      speck(
          canvas,
          random.nextDouble(canvas.width),
          random.nextDouble(canvas.height),
          radius * flat,
          radius / flat,
          strength);
    }
  }

  private static void speck(
      SyntheticCanvas canvas, double cx, double cy, double rx, double ry, double strength) {
    int left = Math.max(0, (int) (cx - rx - 1));
    int right = Math.min(canvas.width - 1, (int) (cx + rx + 1));
    int top = Math.max(0, (int) (cy - ry - 1));
    int bottom = Math.min(canvas.height - 1, (int) (cy + ry + 1));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double dx = (x + 0.5 - cx) / rx;
        double dy = (y + 0.5 - cy) / ry;
        double inside = Math.min(1, 1.5 - Math.sqrt(dx * dx + dy * dy));
        if (inside > 0) {
          canvas.multiply(y * canvas.width + x, (float) (1 - strength * inside));
        }
      }
    }
  }
}
