package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** The surface ends in the photo: an edge, a dark or bright line along it, and what lies beyond. */
final class SlabEdge {
  private SlabEdge() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    SyntheticCanvas canvas = scene.canvas();
    int sides = draw.count("sides", 1, 2);
    double beyond = draw.chance("black", 0.4) ? 6 : draw.between("grey", 20, 210);
    Colour colour = Colour.grey(beyond, draw.between("warm", -0.1, 0.2), 0);
    double line = draw.between("line", -0.6, 0.35);
    double linePx = draw.between("line-px", 0.8, 5);
    float[] ragged = ValueNoise.fractal(canvas.width, canvas.height, 30, 4, random);
    float[] rough = ValueNoise.fractal(canvas.width, canvas.height, 6, 3, random);
    double wander = draw.between("wander-px", 0, 3);
    double texture = draw.between("texture", 0, 0.5);
    for (int n = 0; n < sides; n++) {
      double angle = Math.PI / 2 * random.nextInt(4) + random.nextDouble(-0.12, 0.12);
      double in = scene.side() * random.nextDouble(0.28, 0.5);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      for (int y = 0; y < canvas.height; y++) {
        for (int x = 0; x < canvas.width; x++) {
          int i = y * canvas.width + x;
          double past =
              (x - canvas.width / 2.0) * cos
                  + (y - canvas.height / 2.0) * sin
                  - in
                  + wander * ragged[i];
          if (past > 0.5) {
            canvas.blend(i, colour.times(1 + texture * rough[i]), 1);
          } else if (past > -linePx) {
            canvas.multiply(i, (float) (1 + line * (1 + past / linePx)));
          }
        }
      }
    }
  }
}
