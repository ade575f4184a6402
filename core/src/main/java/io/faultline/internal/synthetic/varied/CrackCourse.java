package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.CrackShape;
import io.faultline.internal.synthetic.paint.Stroke;
import io.faultline.internal.synthetic.paint.ValueNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where a crack runs: the share of each pixel of the canvas that it takes. */
final class CrackCourse {
  /** A crack is never thinner than this radius, so that it holds together. */
  private static final double THINNEST = 0.62;

  /** A crack is at least so many times as long as wide. */
  private static final double LENGTHS_PER_WIDTH = 9;

  private CrackCourse() {}

  /** The coverage of one crack, 0 to 1 for each pixel. */
  static float[] draw(Scene scene, CrackLooks looks, PartDraw crack, double widthPx) {
    if (looks.net().isPresent()) {
      return CrackNet.draw(scene, looks.net().get(), widthPx);
    }
    SplittableRandom random = crack.random();
    boolean joints = looks.alongJoints().isPresent() && random.nextInt(3) > 0;
    List<Stroke> strokes =
        joints && scene.joints().isPresent()
            ? List.of(alongJoints(scene, looks, scene.joints().get(), crack, widthPx))
            : walk(scene, looks, crack, widthPx);
    float[] coverage = new float[scene.canvas().pixels()];
    float[] roughness = ValueNoise.field(scene.width(), scene.height(), 2.3, 2.3, random);
    for (Stroke stroke : strokes) {
      stroke.draw(coverage, scene.width(), 1, roughness, 0.45, THINNEST);
    }
    return coverage;
  }

  private static double length(Scene scene, CrackLooks looks, PartDraw crack) {
    if (looks.shortOnes().isPresent()) {
      return scene.side() * looks.shortOnes().get().scaled("length", 0.08, 0.35);
    }
    return scene.side()
        * (crack.chance("through", 0.65)
            ? crack.between("length", 1.4, 2.4)
            : crack.scaled("length", 0.16, 1.4));
  }

  private static Stroke alongJoints(
      Scene scene, CrackLooks looks, JointPattern pattern, PartDraw crack, double widthPx) {
    SplittableRandom random = crack.random();
    return pattern.walk(
        scene.width() * random.nextDouble(-0.1, 0.9),
        scene.height() * random.nextDouble(-0.2, 0.7),
        length(scene, looks, crack),
        widthPx / 2,
        random);
  }

  private static List<Stroke> walk(Scene scene, CrackLooks looks, PartDraw crack, double widthPx) {
    SplittableRandom random = crack.random();
    double length = length(scene, looks, crack);
    double heading = crack.between("heading", 0, 2 * Math.PI);
    double centerX = scene.width() * crack.between("x", 0.08, 0.92);
    double centerY = scene.height() * crack.between("y", 0.08, 0.92);
    CrackShape shape = new CrackShape(random);
    Stroke trunk =
        shape.walk(
            centerX - Math.cos(heading) * length / 2,
            centerY - Math.sin(heading) * length / 2,
            heading,
            length,
            Math.min(widthPx, length / LENGTHS_PER_WIDTH) / 2,
            true);
    if (looks.branches().isPresent()) {
      int branches = looks.branches().get().count("branches", 1, 4);
      for (int n = 0; n < branches; n++) {
        shape.branch(trunk, heading, length * random.nextDouble(0.12, 0.45));
      }
    }
    List<Stroke> strokes = new ArrayList<>(shape.strokes());
    if (looks.strands().isPresent()) {
      strokes.add(strand(trunk, looks.strands().get()));
    }
    return strokes;
  }

  /** A thinner line that leaves the trunk and comes back to it, again and again. */
  private static Stroke strand(Stroke trunk, PartDraw draw) {
    double apart = draw.between("apart-px", 3, 10);
    double turns = draw.between("turns", 1, 5);
    double thinner = draw.between("thinner", 0.4, 0.9);
    Stroke strand = new Stroke();
    for (int i = 0; i + 1 < trunk.size(); i++) {
      double dx = trunk.x(i + 1) - trunk.x(i);
      double dy = trunk.y(i + 1) - trunk.y(i);
      double far = Math.max(1e-6, Math.hypot(dx, dy));
      double aside = apart * Math.sin(turns * Math.PI * i / trunk.size());
      strand.to(
          trunk.x(i) - aside * dy / far, trunk.y(i) + aside * dx / far, thinner * trunk.radius(i));
    }
    return strand;
  }
}
