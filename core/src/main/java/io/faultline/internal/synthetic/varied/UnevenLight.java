package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.SyntheticCanvas;

/** Light that falls off to one side, and corners that the lens darkens. */
final class UnevenLight {
  private UnevenLight() {}

  static void paint(SyntheticCanvas canvas, PartDraw draw) {
    double slope = draw.between("slope", 0, 0.5);
    double angle = draw.between("angle", 0, 2 * Math.PI);
    double corners = draw.between("corners", 0, 0.45);
    double alongX = slope * Math.cos(angle);
    double alongY = slope * Math.sin(angle);
    for (int y = 0; y < canvas.height; y++) {
      double v = 2.0 * y / canvas.height - 1;
      for (int x = 0; x < canvas.width; x++) {
        double u = 2.0 * x / canvas.width - 1;
        double light = 1 + alongX * u + alongY * v - corners * (u * u + v * v) / 2;
        canvas.multiply(y * canvas.width + x, (float) Math.max(0.2, light));
      }
    }
  }
}
