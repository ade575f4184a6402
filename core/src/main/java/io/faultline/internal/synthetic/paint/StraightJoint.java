package io.faultline.internal.synthetic.paint;

import java.util.SplittableRandom;

/** A straight gap of constant width right across the photo, alone or as a grid. */
public final class StraightJoint {
  private StraightJoint() {}

  /** Paints it. */
  public static void paint(SyntheticCanvas canvas, SplittableRandom random) {
    double angle = random.nextInt(2) * Math.PI / 2 + random.nextDouble(-0.12, 0.12);
    double radius = random.nextDouble(1, 3.5);
    float[] plane = new float[canvas.pixels()];
    boolean grid = random.nextInt(3) == 0;
    line(canvas, angle, radius, plane, random);
    if (grid) {
      line(canvas, angle + Math.PI / 2, radius, plane, random);
    }
    boolean light = random.nextInt(3) == 0;
    double grey = light ? random.nextDouble(150, 210) : random.nextDouble(25, 70);
    double share = random.nextDouble(0.45, 0.8);
    canvas.blend(plane, Colour.grey((float) grey), (float) share);
  }

  private static void line(
      SyntheticCanvas canvas, double angle, double radius, float[] plane, SplittableRandom random) {
    double reach = canvas.width + canvas.height;
    double x = canvas.width * random.nextDouble(0.1, 0.9);
    double y = canvas.height * random.nextDouble(0.1, 0.9);
    Stroke stroke = new Stroke();
    for (double s = -reach; s <= reach; s += 16) {
      stroke.to(x + s * Math.cos(angle), y + s * Math.sin(angle), radius);
    }
    float[] rough = ValueNoise.field(canvas.width, canvas.height, 3, 3, random);
    stroke.draw(plane, canvas.width, 1.2, rough, 0.12, 0.5);
  }
}
