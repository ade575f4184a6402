package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Stroke;
import java.util.SplittableRandom;

/** Smooth lines: of cables, twigs and blades, unlike the jagged ones of cracks. */
final class Curve {
  private static final double STEP = 5;

  private Curve() {}

  /**
   * A line whose direction changes slowly.
   *
   * @param bend largest change of its bend in radians a pixel
   * @param tip its radius at the end, as a share of that at the start
   */
  static Stroke of(
      double fromX,
      double fromY,
      double heading,
      double length,
      double radius,
      double bend,
      double tip,
      SplittableRandom random) {
    Stroke stroke = new Stroke();
    double x = fromX;
    double y = fromY;
    double direction = heading;
    double turn = random.nextDouble(-bend, bend);
    for (double walked = 0; walked <= length; walked += STEP) {
      double share = walked / length;
      stroke.to(x, y, radius * (1 - share * (1 - tip)));
      turn = 0.9 * turn + 0.25 * random.nextDouble(-bend, bend);
      direction += STEP * turn;
      x += STEP * Math.cos(direction);
      y += STEP * Math.sin(direction);
    }
    return stroke;
  }

  /** Blends the line onto the canvas, with a shadow beside it. */
  static void paint(
      Scene scene,
      Iterable<Stroke> strokes,
      Colour colour,
      double opaque,
      int shadowPx,
      double shadow) {
    int width = scene.width();
    float[] plane = new float[scene.canvas().pixels()];
    float[] even = new float[plane.length];
    for (Stroke stroke : strokes) {
      stroke.draw(plane, width, 1, even, 0, 0.35);
    }
    int shift = shadowPx * width + shadowPx;
    for (int i = plane.length - 1; i >= shift; i--) {
      if (shadowPx > 0 && plane[i - shift] > 0) {
        scene.canvas().multiply(i, (float) (1 - shadow * plane[i - shift]));
      }
    }
    scene.canvas().blend(plane, colour, opaque);
  }
}
