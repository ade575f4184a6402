package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.SplittableRandom;

/** Lichens and moss: ragged patches, yellow, white, green or black. */
final class Lichens {
  private Lichens() {}

  static void paint(Scene scene, PartDraw draw) {
    SplittableRandom random = draw.random();
    SyntheticCanvas canvas = scene.canvas();
    int count = draw.count("patches", 1, 16);
    double largest = scene.side() * draw.scaled("radius", 0.02, 0.14);
    Colour colour =
        Colour.grey(
            draw.between("grey", 25, 215),
            draw.between("warm", -0.05, 0.35),
            draw.between("green", 0, 0.2));
    float opaque = (float) draw.between("opaque", 0.35, 0.9);
    float[] ragged = ValueNoise.fractal(canvas.width, canvas.height, 10, 3, random);
    float[] rough = ValueNoise.field(canvas.width, canvas.height, 2, 2, random);
    for (int n = 0; n < count; n++) {
      double cx = random.nextDouble(canvas.width);
      double cy = random.nextDouble(canvas.height);
      double radius = Math.max(2, largest * random.nextDouble(0.3, 1));
      int reach = (int) (1.8 * radius) + 1;
      int bottom = (int) Math.min(canvas.height - 1.0, cy + reach);
      int right = (int) Math.min(canvas.width - 1.0, cx + reach);
      for (int y = (int) Math.max(0, cy - reach); y <= bottom; y++) {
        for (int x = (int) Math.max(0, cx - reach); x <= right; x++) {
          int i = y * canvas.width + x;
          double in = 4 * (1 - Math.hypot(x - cx, y - cy) / radius + 0.9 * ragged[i]);
          if (in > 0) {
            canvas.blend(i, colour.times(1 + 0.3 * rough[i]), opaque * (float) Math.min(1, in));
          }
        }
      }
    }
  }
}
