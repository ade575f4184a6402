package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tufts of grass, green or dry: blades that spread from a point. */
final class Grass {
  private Grass() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    int tufts = draw.count("tufts", 1, 4);
    int blades = draw.count("blades", 5, 26);
    double length = scene.side() * draw.between("length", 0.06, 0.35);
    double radius = draw.between("radius-px", 0.5, 1.8);
    boolean dry = draw.chance("dry", 0.5);
    Colour colour =
        dry
            ? Colour.grey(draw.between("grey", 140, 235), draw.between("warm", 0, 0.25), 0)
            : Colour.grey(draw.between("grey", 50, 150), draw.between("warm", 0, 0.3), 0.15);
    for (int t = 0; t < tufts; t++) {
      double x = random.nextDouble(scene.width());
      double y = random.nextDouble(scene.height());
      double up = random.nextDouble(2 * Math.PI);
      double fan = random.nextDouble(0.3, 1.8);
      List<Stroke> strokes = new ArrayList<>();
      for (int n = 0; n < blades; n++) {
        strokes.add(
            Curve.of(
                x + random.nextDouble(-6, 6),
                y + random.nextDouble(-6, 6),
                up + random.nextDouble(-fan, fan),
                length * random.nextDouble(0.3, 1.2),
                radius,
                0.012,
                0.2,
                random));
      }
      Colour shade = colour.times(random.nextDouble(0.8, 1.15));
      Curve.paint(scene, strokes, shade, 0.9, draw.count("shadow-px", 0, 2), 0.35);
    }
  }
}
