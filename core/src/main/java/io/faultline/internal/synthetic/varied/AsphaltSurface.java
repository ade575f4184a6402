package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Aggregate;
import io.faultline.internal.synthetic.paint.Colour;

/** Stones of 2 to 12 mm in a dark binder, worn or open. */
final class AsphaltSurface implements Surface {
  /** Below this size in pixels, stones are a random field; above, each has a shape. */
  private static final double SHAPED = 2.6;

  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    Grain.fill(
        scene,
        Colour.grey(
            draw.between("grey", 60, 175),
            draw.between("warm", -0.12, 0.12),
            draw.between("green", -0.02, 0.04)));
    Grain.unevenness(scene, draw, 22);
    double cell = scene.px(draw.scaled("stone-mm", 1.5, 10), 1.1, 24);
    double smear = draw.chance("smeared", 0.4) ? draw.between("smear", 1, 2.4) : 1;
    double strength = draw.between("strength", 14, 70);
    if (cell < SHAPED || smear > 1) {
      Grain.grains(scene, Math.min(cell, 3.6), smear, strength, draw);
    } else {
      Aggregate.paint(scene.canvas(), cell, strength / 200, draw.random());
      Grain.grains(scene, 1.4, 1, strength / 4, draw);
    }
    if (draw.chance("open", 0.5)) {
      double rare = draw.between("gap-rarity", 0.3, 0.75);
      Grain.pits(scene, cell, smear, rare, draw.between("gap-depth", 0.15, 0.65), draw);
    }
    if (draw.chance("bright-stones", 0.4)) {
      double rare = draw.between("bright-rarity", 0.5, 0.85);
      Grain.pits(scene, cell, 1, rare, -draw.between("brightness", 0.15, 0.7), draw);
    }
    Grain.grains(scene, 1, 1, draw.between("fine", 2, 16), draw);
    return scene;
  }
}
