package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** A seam that formwork left: straight, raised or sunk, lit on one side and dark on the other. */
final class Seam {
  private Seam() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    SyntheticCanvas canvas = scene.canvas();
    int count = draw.count("seams", 1, 3);
    double angle = Math.PI / 2 * random.nextInt(2) + draw.between("angle", -0.1, 0.1);
    double half = draw.between("half-px", 0.7, 3);
    double depth = draw.between("depth", 0.1, 0.5) * (draw.chance("sunk", 0.5) ? -1 : 1);
    double step = draw.between("step", -0.12, 0.12);
    float[] ragged = ValueNoise.field(canvas.width, canvas.height, 9, 9, random);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int n = 0; n < count; n++) {
      double x0 = canvas.width * random.nextDouble(0.05, 0.95);
      double y0 = canvas.height * random.nextDouble(0.05, 0.95);
      for (int y = 0; y < canvas.height; y++) {
        for (int x = 0; x < canvas.width; x++) {
          int i = y * canvas.width + x;
          double across = (y - y0) * cos - (x - x0) * sin + 0.8 * ragged[i];
          double near = across / half;
          double slope = near * Math.exp(-near * near);
          double beyond = across > 0 ? step : 0;
          canvas.multiply(i, (float) (1 + 2 * depth * slope + beyond));
        }
      }
    }
  }
}
