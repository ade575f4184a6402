package io.faultline.internal.synthetic.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The course of one crack: a random walk that keeps its general direction, jagged at the scale of
 * the grain and bent at the scale of the photo, of varying width, with branches that leave it at
 * sharp angles and run out.
 */
public final class CrackShape {
  private static final double THINNEST_TIP = 0.35;

  private final SplittableRandom random;
  private final List<Stroke> strokes = new ArrayList<>();

  /** No stroke yet. */
  public CrackShape(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Grows a crack.
   *
   * @param centerX where its middle lies, about
   * @param centerY where its middle lies, about
   * @param length of the trunk, in pixels
   * @param widthPx of the trunk, in pixels
   */
  public static List<Stroke> grow(
      double centerX, double centerY, double length, double widthPx, SplittableRandom random) {
    CrackShape shape = new CrackShape(random);
    double heading = random.nextDouble(2 * Math.PI);
    double startX = centerX - Math.cos(heading) * length / 2;
    double startY = centerY - Math.sin(heading) * length / 2;
    Stroke trunk = shape.walk(startX, startY, heading, length, widthPx / 2, true);
    int most = length > 60 ? 3 : 1;
    int branches = random.nextInt(4) == 0 ? most : random.nextInt(most);
    for (int i = 0; i < branches; i++) {
      shape.branch(trunk, heading, length * random.nextDouble(0.15, 0.4));
    }
    return shape.strokes;
  }

  /** Adds a branch that leaves the trunk at a sharp angle. */
  public void branch(Stroke trunk, double heading, double length) {
    int at = (int) (trunk.size() * random.nextDouble(0.2, 0.8));
    double angle = random.nextDouble(0.45, 1.15) * (random.nextBoolean() ? 1 : -1);
    double back = random.nextInt(4) == 0 ? Math.PI : 0;
    double radius = trunk.radius(at) * random.nextDouble(0.4, 0.75);
    walk(trunk.x(at), trunk.y(at), heading + angle + back, length, radius, false);
  }

  /** All strokes so far: trunks and branches. */
  public List<Stroke> strokes() {
    return List.copyOf(strokes);
  }

  /**
   * Adds a random walk.
   *
   * @param trunk whether it thins at both ends; else only at its end
   */
  public Stroke walk(
      double fromX, double fromY, double heading, double length, double radius, boolean trunk) {
    Stroke stroke = new Stroke();
    double x = fromX;
    double y = fromY;
    double bend = 0;
    double jag = 0;
    double swell = 0;
    double jaggedness = random.nextDouble(0.25, 0.55);
    double walked = 0;
    while (walked <= length) {
      double share = walked / length;
      double taper = Math.sqrt(Math.min(1, (trunk ? Math.min(share, 1 - share) * 5 : 1 - share)));
      swell = 0.75 * swell + 0.22 * normal();
      double r = radius * taper * Math.exp(Math.max(-0.7, Math.min(0.5, swell)));
      stroke.to(x, y, Math.max(THINNEST_TIP, r));
      double step = random.nextDouble(2, 8);
      bend = 0.98 * bend + 0.07 * normal();
      jag = 0.35 * jag + jaggedness * normal();
      double direction = heading + bend + Math.max(-1.2, Math.min(1.2, jag));
      x += step * Math.cos(direction);
      y += step * Math.sin(direction);
      walked += step;
    }
    strokes.add(stroke);
    return stroke;
  }

  /** About normal: the sum of four uniform numbers, with a variance of one. */
  private double normal() {
    double sum = random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (sum + random.nextDouble() - 2) * Math.sqrt(3);
  }
}
