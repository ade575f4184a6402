package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** A painted wall of any colour, rolled or sprayed, sometimes flaking. */
final class PaintSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    Colour colour =
        Grain.fill(
            scene,
            Colour.grey(
                draw.between("grey", 70, 235),
                draw.between("warm", -0.2, 0.3),
                draw.between("green", -0.15, 0.18)));
    Grain.unevenness(scene, draw, 14);
    float[] roller =
        ValueNoise.fractal(
            canvas.width, canvas.height, draw.between("roller-px", 2.5, 7), 2, draw.random());
    Grain.relief(scene, roller, draw.between("roller", 0, 22));
    Grain.grains(scene, 1, 1, draw.between("fine", 0.5, 6), draw);
    if (draw.chance("flaking", 0.25)) {
      flake(scene, colour, draw);
    }
    return scene;
  }

  /** Patches where the paint is gone, with a shadow at their border. */
  private static void flake(Scene scene, Colour paint, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    float[] field =
        ValueNoise.fractal(canvas.width, canvas.height, scene.side() / 3, 5, draw.random());
    float least = (float) draw.between("flake-rarity", 0.12, 0.35);
    Colour below = paint.times(draw.between("below", 0.55, 1.5));
    float[] rough = ValueNoise.field(canvas.width, canvas.height, 1.6, 1.6, draw.random());
    for (int i = 0; i < field.length; i++) {
      float in = Math.max(0, Math.min(1, (field[i] - least) * 30));
      if (in > 0) {
        canvas.blend(i, below.times(1 + 0.1 * rough[i]), in);
      }
      float rim = 1 - Math.min(1, Math.abs(field[i] - least) * 45);
      if (rim > 0) {
        canvas.multiply(i, 1 - 0.3f * rim);
      }
    }
  }
}
