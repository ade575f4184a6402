package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Signs of two or three bent lines each, in a row: marks in chalk, paint or pen. */
final class Writing {
  private Writing() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    double size = scene.side() * draw.between("size", 0.06, 0.28);
    int signs = draw.count("signs", 1, 7);
    double radius = draw.between("radius-px", 0.6, 3.2);
    double angle = draw.between("angle", -0.5, 0.5);
    double x = scene.width() * random.nextDouble(0.02, 0.7);
    double y = scene.height() * random.nextDouble(0.1, 0.9);
    List<Stroke> strokes = new ArrayList<>();
    for (int n = 0; n < signs; n++) {
      double left = x + n * 0.8 * size * Math.cos(angle);
      double base = y + n * 0.8 * size * Math.sin(angle);
      int lines = 1 + random.nextInt(3);
      for (int k = 0; k < lines; k++) {
        strokes.add(
            Curve.of(
                left + size * random.nextDouble(0, 0.5),
                base + size * random.nextDouble(-0.5, 0.5),
                angle + Math.PI / 2 * random.nextInt(4) + random.nextDouble(-0.3, 0.3),
                size * random.nextDouble(0.4, 1),
                radius,
                random.nextInt(3) == 0 ? 0.0005 : 3 / size,
                1,
                random));
      }
    }
    boolean light = draw.chance("light", 0.6);
    Colour colour =
        Colour.grey(
            light ? draw.between("grey", 190, 250) : draw.between("grey", 15, 110),
            draw.chance("coloured", 0.4) ? draw.between("warm", -0.6, 0.6) : 0,
            0);
    Curve.paint(scene, strokes, colour, draw.between("opaque", 0.4, 0.95), 0, 0);
  }
}
