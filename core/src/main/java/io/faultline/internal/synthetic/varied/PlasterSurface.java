package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Plaster: bumps lit from one side, or trowelled smooth. */
final class PlasterSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    Grain.fill(
        scene,
        Colour.grey(
            draw.between("grey", 120, 238),
            draw.between("warm", -0.05, 0.22),
            draw.between("green", -0.03, 0.04)));
    Grain.unevenness(scene, draw, 18);
    if (draw.chance("rough", 0.6)) {
      double bump = scene.px(draw.scaled("bump-mm", 1, 10), 1.3, 16);
      float[] heights = ValueNoise.fractal(canvas.width, canvas.height, 2 * bump, 3, draw.random());
      Grain.relief(scene, heights, draw.between("relief", 15, 95));
    } else {
      float[] strokes =
          ValueNoise.field(
              canvas.width,
              canvas.height,
              draw.between("trowel-x", 8, 90),
              draw.between("trowel-y", 8, 40),
              draw.random());
      canvas.add(strokes, draw.between("trowel", 1, 9));
    }
    Grain.grains(scene, draw.between("grain-px", 1, 2), 1, draw.between("grain", 1, 12), draw);
    return scene;
  }
}
