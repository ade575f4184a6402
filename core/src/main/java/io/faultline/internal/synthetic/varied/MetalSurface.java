package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Smooth grey material, ground or machined in one direction: metal, ferrite, ceramics. */
final class MetalSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    double grey = draw.between("grey", 35, 190);
    double warm = draw.chance("tinted", 0.3) ? draw.between("warm", -0.08, 0.08) : 0;
    Grain.fill(scene, Colour.grey(grey, warm, 0));
    Grain.unevenness(scene, draw, 34);
    boolean upright = draw.chance("upright", 0.6);
    marks(canvas, upright, draw.between("fine-px", 1, 2.2), 120, grey, "fine-marks", 0.12, draw);
    marks(canvas, upright, draw.between("broad-px", 3, 14), 200, grey, "broad-marks", 0.12, draw);
    if (draw.chance("bright-lines", 0.5)) {
      bright(canvas, upright, grey, draw);
    }
    if (draw.chance("spots", 0.4)) {
      double rare = draw.between("spot-rarity", 0.55, 0.8);
      Grain.pits(scene, draw.between("spot-px", 2, 9), 1, rare, draw.between("spot", 0, 0.3), draw);
    }
    Grain.grains(scene, 1, 1, draw.between("fine", 1, 9), draw);
    return scene;
  }

  private static void marks(
      SyntheticCanvas canvas,
      boolean upright,
      double thin,
      double length,
      double grey,
      String name,
      double most,
      PartDraw draw) {
    float[] field =
        ValueNoise.field(
            canvas.width,
            canvas.height,
            upright ? thin : length,
            upright ? length : thin,
            draw.random());
    canvas.add(field, grey * draw.between(name, 0, most));
  }

  /** Dashed bright lines, as rows of dots that a grinder leaves. */
  private static void bright(SyntheticCanvas canvas, boolean upright, double grey, PartDraw draw) {
    float[] lines =
        ValueNoise.field(
            canvas.width, canvas.height, upright ? 1.4 : 26, upright ? 26 : 1.4, draw.random());
    float least = (float) draw.between("line-rarity", 0.6, 0.85);
    float strength = (float) (grey * draw.between("line", 0.3, 2));
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] > least) {
        canvas.add(i, strength * (lines[i] - least));
      }
    }
  }
}
