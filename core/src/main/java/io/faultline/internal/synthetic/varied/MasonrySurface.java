package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;

/** Bricks or stones in mortar. */
final class MasonrySurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    boolean red = draw.chance("red", 0.6);
    double warm = red ? draw.between("warm", 0.15, 0.42) : draw.between("warm-grey", -0.03, 0.15);
    Grain.fill(scene, Colour.grey(draw.between("grey", 75, 190), warm, -0.1 * warm));
    Grain.unevenness(scene, draw, 16);
    double height = scene.px(draw.between("row-mm", 60, 200), 15, 110);
    double joint = Math.max(1.2, height * draw.between("joint", 0.06, 0.2));
    JointPattern pattern =
        JointPattern.of(
            height * draw.between("block", 1.6, 3.4),
            height,
            joint,
            draw.chance("stacked", 0.1) ? 0 : 0.5,
            draw.random());
    Blocks.tones(scene, pattern, draw.between("tones", 0.05, 0.35));
    Grain.grains(scene, draw.between("grain-px", 1.2, 4), 1, draw.between("grain", 4, 28), draw);
    Grain.pores(scene, draw.scaled("pores", 0.0005, 0.01), 2.2, 0.4, draw);
    Colour mortar = Colour.grey(draw.between("mortar", 40, 215), draw.between("sand", 0, 0.15), 0);
    double ragged = draw.between("ragged", 0.05, 0.25) * joint;
    Blocks.joints(scene, pattern, mortar, ragged, draw.between("opaque", 0.6, 1), draw);
    Grain.grains(scene, 1, 1, draw.between("fine", 2, 12), draw);
    return scene.with(pattern);
  }
}
