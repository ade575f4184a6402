package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Twigs, straw and roots: bent lines that branch as cracks do, but lie on the surface. */
final class Twigs {
  private Twigs() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    int count = draw.count("twigs", 1, 5);
    double bend = draw.between("bend", 0.002, 0.02);
    double radius = draw.scaled("radius-px", 0.5, 3);
    List<Stroke> strokes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double length = scene.side() * random.nextDouble(0.12, 0.9);
      double heading = random.nextDouble(2 * Math.PI);
      Stroke stem =
          Curve.of(
              random.nextDouble(scene.width()),
              random.nextDouble(scene.height()),
              heading,
              length,
              radius * random.nextDouble(0.6, 1.2),
              bend,
              0.5,
              random);
      strokes.add(stem);
      int branches = random.nextInt(4);
      for (int b = 0; b < branches; b++) {
        int at = random.nextInt(stem.size());
        strokes.add(
            Curve.of(
                stem.x(at),
                stem.y(at),
                heading + random.nextDouble(0.4, 1.2) * (random.nextBoolean() ? 1 : -1),
                length * random.nextDouble(0.15, 0.5),
                stem.radius(at) * 0.7,
                2 * bend,
                0.3,
                random));
      }
    }
    boolean dark = draw.chance("dark", 0.45);
    Colour colour =
        Colour.grey(
            dark ? draw.between("grey", 25, 80) : draw.between("grey", 130, 235),
            draw.between("warm", 0, 0.3),
            0);
    Curve.paint(
        scene, strokes, colour, 0.9, draw.count("shadow-px", 0, 3), draw.between("shadow", 0, 0.5));
  }
}
