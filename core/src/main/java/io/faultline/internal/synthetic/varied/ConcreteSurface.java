package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.paint.ValueNoise;

/** Concrete: fine, pitted, with pores, with pebbles that came to light, with marks of boards. */
final class ConcreteSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    double warm = draw.between("warm", -0.06, 0.16);
    Grain.fill(
        scene,
        Colour.grey(draw.between("grey", 85, 215), warm, -warm * draw.between("pink", 0, 0.4)));
    Grain.unevenness(scene, draw, 26);
    if (draw.chance("boards", 0.2)) {
      boards(scene, draw);
    }
    Grain.grains(scene, draw.between("grain-px", 1, 3.2), 1, draw.between("grain", 3, 24), draw);
    if (draw.chance("pebbles", 0.45)) {
      double cell = scene.px(draw.scaled("pebble-mm", 1.5, 9), 1.4, 14);
      double smear = draw.between("smear", 1, 2.2);
      double rare = draw.between("pebble-rarity", 0.25, 0.7);
      Grain.pits(scene, cell, smear, rare, draw.between("pebble-depth", 0.1, 0.6), draw);
    }
    if (draw.chance("pores", 0.5)) {
      double largest = scene.px(draw.scaled("pore-mm", 0.5, 8), 0.7, 12);
      Grain.pores(
          scene,
          draw.scaled("pore-density", 0.0004, 0.01),
          largest,
          draw.between("pore-depth", 0.2, 0.65),
          draw);
    }
    Grain.grains(scene, 1, 1, draw.between("fine", 1, 10), draw);
    return scene;
  }

  /** Grain of wood, and boards of different brightness, with their seams. */
  private static void boards(Scene scene, PartDraw draw) {
    SyntheticCanvas canvas = scene.canvas();
    double board = scene.px(draw.between("board-mm", 80, 150), 24, 200);
    boolean upright = draw.chance("upright", 0.5);
    float[] wood =
        ValueNoise.field(
            canvas.width, canvas.height, upright ? 2 : 70, upright ? 70 : 2, draw.random());
    canvas.add(wood, draw.between("wood", 2, 14));
    double depth = draw.between("seam", 0.02, 0.3);
    double step = draw.between("step", 0, 0.14);
    double shift = draw.random().nextDouble(board);
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        double at = ((upright ? x : y) + shift) / board;
        double off = (at - Math.floor(at)) * board;
        double tone = 1 + step * ((((int) at) * 7919 % 5) / 2.0 - 1);
        double seam = Math.max(0, 1 - off / 1.6);
        canvas.multiply(y * canvas.width + x, (float) (tone * (1 - depth * seam)));
      }
    }
  }
}
