package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import java.util.List;
import java.util.SplittableRandom;

/** A cable or rope across the photo: smooth, of constant width, with a shadow. */
final class Cable {
  private Cable() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    double reach = 1.6 * Math.max(scene.width(), scene.height());
    double heading = draw.between("heading", 0, 2 * Math.PI);
    double x = scene.width() * random.nextDouble(0.15, 0.85);
    double y = scene.height() * random.nextDouble(0.15, 0.85);
    double radius = draw.between("radius-px", 0.6, 4);
    Colour colour =
        Colour.grey(
            draw.between("grey", 15, 230),
            draw.chance("coloured", 0.3) ? draw.between("warm", -0.5, 0.6) : 0,
            0);
    Curve.paint(
        scene,
        List.of(
            Curve.of(
                x - reach / 2 * Math.cos(heading),
                y - reach / 2 * Math.sin(heading),
                heading,
                reach,
                radius,
                draw.between("bend", 0, 0.006),
                1,
                random)),
        colour,
        0.95,
        draw.count("shadow-px", 0, 6),
        draw.between("shadow", 0.1, 0.5));
  }
}
