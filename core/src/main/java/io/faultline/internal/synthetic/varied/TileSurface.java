package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;

/** Glazed or ground tiles with narrow joints. */
final class TileSurface implements Surface {
  @Override
  public Scene paint(Scene scene, PartDraw draw) {
    Grain.fill(
        scene,
        Colour.grey(
            draw.between("grey", 55, 240),
            draw.between("warm", -0.2, 0.22),
            draw.between("green", -0.08, 0.08)));
    Grain.unevenness(scene, draw, 16);
    double side = scene.px(draw.scaled("tile-mm", 60, 600), 44, 340);
    JointPattern pattern =
        JointPattern.of(
            side * (draw.chance("oblong", 0.3) ? 2 : 1),
            side,
            scene.px(draw.between("joint-mm", 1.5, 8), 1, 7),
            draw.chance("shifted", 0.25) ? 0.5 : 0,
            draw.random());
    Blocks.tones(scene, pattern, draw.between("tones", 0, 0.1));
    if (draw.chance("marbled", 0.3)) {
      Grain.pits(
          scene, draw.between("marble-px", 6, 30), 2, 0.1, draw.between("marble", -0.2, 0.2), draw);
    }
    Grain.grains(scene, draw.between("grain-px", 1, 2.5), 1, draw.between("grain", 0.5, 9), draw);
    Colour grout =
        Colour.grey(draw.between("grout", 25, 225), draw.between("sand", -0.03, 0.12), 0);
    Blocks.joints(scene, pattern, grout, 0.3, draw.between("opaque", 0.5, 1), draw);
    return scene.with(pattern);
  }
}
