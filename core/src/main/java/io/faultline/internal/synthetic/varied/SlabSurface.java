package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;

/** Pavement slabs with dirt in their joints. */
final class SlabSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    Grain.fill(
        scene, Colour.grey(draw.between("grey", 80, 200), draw.between("warm", -0.06, 0.18), 0));
    Grain.unevenness(scene, draw, 22);
    double side = scene.px(draw.scaled("slab-mm", 100, 800), 48, 300);
    double joint = scene.px(draw.between("joint-mm", 3, 14), 1.4, 9);
    JointPattern pattern =
        JointPattern.of(
            side * draw.between("oblong", 1, 2),
            side,
            joint,
            draw.chance("shifted", 0.5) ? 0.5 : 0,
            draw.random());
    Blocks.tones(scene, pattern, draw.between("tones", 0.02, 0.15));
    Grain.grains(scene, draw.between("grain-px", 1, 3.5), 1, draw.between("grain", 4, 30), draw);
    if (draw.chance("worn", 0.5)) {
      double cell = scene.px(draw.scaled("pebble-mm", 1.5, 8), 1.4, 12);
      double rare = draw.between("rarity", 0.3, 0.7);
      Grain.pits(scene, cell, 1, rare, draw.between("pebble-depth", -0.4, 0.5), draw);
    }
    Colour dirt = Colour.grey(draw.between("dirt", 20, 130), draw.between("soil", 0, 0.25), 0);
    double ragged = draw.between("ragged", 0.05, 0.35) * joint;
    Blocks.joints(scene, pattern, dirt, ragged, draw.between("opaque", 0.5, 0.95), draw);
    Grain.grains(scene, 1, 1, draw.between("fine", 2, 10), draw);
    return scene.with(pattern);
  }
}
