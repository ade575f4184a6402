package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/** A few thin, straight or bowed lines of constant width, lighter than the surface. */
public final class Scratches {
  private Scratches() {}

  /** Paints it. */
  public static void paint(SyntheticCanvas canvas, SplittableRandom random) {
    float[] plane = new float[canvas.pixels()];
    float[] even = new float[canvas.pixels()];
    double angle = random.nextDouble(Math.PI);
    int count = 1 + random.nextInt(4);
    for (int n = 0; n < count; n++) {
      double length = Math.min(canvas.width, canvas.height) * random.nextDouble(0.15, 0.8);
      double bow = random.nextDouble(-0.004, 0.004);
      double x = random.nextDouble(canvas.width);
      double y = random.nextDouble(canvas.height);
      double heading = angle + random.nextDouble(-0.08, 0.08);
      double radius = random.nextDouble(0.4, 0.9);
      Stroke stroke = new Stroke();
      for (double s = 0; s < length; s += 5) {
        stroke.to(x, y, radius);
        heading += 5 * bow;
        x += 5 * Math.cos(heading);
        y += 5 * Math.sin(heading);
      }
      stroke.draw(plane, canvas.width, 1, even, 0, 0.4);
    }
    float grey = random.nextInt(5) == 0 ? 60 : 235;
    float share = (float) random.nextDouble(0.2, 0.55);
    canvas.blend(plane, Colour.grey(grey), share);
  }
}
