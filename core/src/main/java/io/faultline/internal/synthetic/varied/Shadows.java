package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Planes;
import io.faultline.internal.synthetic.paint.Shadow;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Shadows: with one border, of a grid, or of leaves. */
final class Shadows {
  private Shadows() {}

  static void paint(Scene scene, PartDraw draw) {
    int kind = draw.count("kind", 0, 2);
    if (kind == 0) {
      Shadow.paint(scene.canvas(), draw.random());
    } else if (kind == 1) {
      multiply(scene, grid(scene, draw), draw);
    } else {
      multiply(scene, leaves(scene, draw), draw);
    }
  }

  private static void multiply(Scene scene, float[] shade, PartDraw draw) {
    float depth = (float) draw.between("depth", 0.15, 0.55);
    float[] soft = Planes.blur(shade, scene.width(), draw.between("soft-px", 0.4, 4));
    for (int i = 0; i < soft.length; i++) {
      scene.canvas().multiply(i, 1 - depth * soft[i]);
    }
  }

  private static float[] grid(Scene scene, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    double apart = scene.side() * draw.between("apart", 0.06, 0.4);
    double bar = apart * draw.between("bar", 0.06, 0.4);
    double angle = draw.between("angle", 0, Math.PI);
    double lean = draw.between("lean", 0.6, 1.6);
    boolean both = draw.chance("crossed", 0.6);
    float[] shade = new float[canvas.pixels()];
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double u = x * Math.cos(angle) + y * Math.sin(angle) + 9999;
        double v = y * Math.cos(angle + lean) - x * Math.sin(angle + lean) + 9999;
        boolean in = u % apart < bar || (both && v % apart < bar);
        shade[y * canvas.width + x] = in ? 1 : 0;
      }
    }
    return shade;
  }

  private static float[] leaves(Scene scene, PartDraw draw) {
    double size = scene.side() * draw.between("leaf", 0.05, 0.3);
    float[] field = ValueNoise.fractal(scene.width(), scene.height(), size, 3, draw.random());
    float least = (float) draw.between("rarity", -0.1, 0.25);
    for (int i = 0; i < field.length; i++) {
      field[i] = Math.max(0, Math.min(1, 8 * (field[i] - least)));
    }
    return field;
  }
}
