package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Stroke;
import java.util.SplittableRandom;

/**
 * Rows of blocks with joints between them, turned by a small angle.
 *
 * @param length of a block in pixels, joint included
 * @param height of a row in pixels, joint included
 * @param joint width of a joint in pixels
 * @param bond by which share of a block every other row is shifted
 * @param angle by which the rows are turned, in radians
 * @param shiftX where a block begins
 * @param shiftY where a row begins
 */
record JointPattern(
    double length,
    double height,
    double joint,
    double bond,
    double angle,
    double shiftX,
    double shiftY) {

  /** A pattern that begins anywhere. */
  static JointPattern of(
      double length, double height, double joint, double bond, SplittableRandom random) {
    double turn = random.nextInt(8) == 0 ? random.nextDouble(Math.PI) : 0;
    return new JointPattern(
        length,
        height,
        joint,
        bond,
        turn + random.nextDouble(-0.06, 0.06),
        random.nextDouble(length),
        random.nextDouble(height));
  }

  private double along(double x, double y) {
    return x * Math.cos(angle) + y * Math.sin(angle) + shiftX + 64 * length;
  }

  private double across(double x, double y) {
    return y * Math.cos(angle) - x * Math.sin(angle) + shiftY + 64 * height;
  }

  private double offset(long row) {
    return (row & 1) * bond * length;
  }

  /** Which block a pixel belongs to: the same number for the same block. */
  int block(double x, double y) {
    long row = (long) Math.floor(across(x, y) / height);
    long column = (long) Math.floor((along(x, y) + offset(row)) / length);
    long mixed = (row * 0x9E3779B97F4A7C15L + column) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 33);
  }

  /** Distance to the middle of the nearest joint, in pixels. */
  double distance(double x, double y) {
    double v = across(x, y) / height;
    double row = Math.floor(v);
    double u = (along(x, y) + offset((long) row)) / length;
    double fromBed = Math.min(v - row, row + 1 - v) * height;
    double fromHead = Math.min(u - Math.floor(u), Math.floor(u) + 1 - u) * length;
    return Math.min(fromBed, fromHead);
  }

  /**
   * A way along joints, in steps down where blocks are shifted.
   *
   * @param fromX where it begins, about
   * @param fromY where it begins, about
   * @param far how long it is, in pixels
   * @param radius of the line
   */
  Stroke walk(double fromX, double fromY, double far, double radius, SplittableRandom random) {
    long row = Math.round(across(fromX, fromY) / height);
    double u = Math.floor((along(fromX, fromY) + offset(row)) / length) * length - offset(row);
    double v = row * height;
    boolean right = random.nextBoolean();
    boolean flat = bond == 0 && random.nextBoolean();
    Stroke stroke = new Stroke();
    point(stroke, u, v, radius, random);
    for (double walked = 0; walked < far; ) {
      double toU = u;
      double toV = v;
      if (flat) {
        toU = u + length;
      } else {
        row++;
        toV = row * height;
      }
      walked += straight(stroke, u, v, toU, toV, radius, random);
      u = toU;
      v = toV;
      if (!flat && bond > 0) {
        double next = Math.floor((u + offset(row)) / length) * length - offset(row);
        toU = right ? next + length : next;
        walked += straight(stroke, u, v, toU, v, radius, random);
        u = toU;
      }
    }
    return stroke;
  }

  private double straight(
      Stroke stroke,
      double u,
      double v,
      double toU,
      double toV,
      double radius,
      SplittableRandom random) {
    double far = Math.hypot(toU - u, toV - v);
    int steps = (int) (far / 6) + 1;
    for (int k = 1; k <= steps; k++) {
      double t = (double) k / steps;
      point(stroke, u + t * (toU - u), v + t * (toV - v), radius, random);
    }
    return far;
  }

  private void point(Stroke stroke, double u, double v, double radius, SplittableRandom random) {
    double atU = u - shiftX - 64 * length + random.nextDouble(-0.5, 0.5) * Math.max(1, joint / 2);
    double atV = v - shiftY - 64 * height + random.nextDouble(-0.5, 0.5) * Math.max(1, joint / 2);
    stroke.to(
        atU * Math.cos(angle) - atV * Math.sin(angle),
        atU * Math.sin(angle) + atV * Math.cos(angle),
        radius * random.nextDouble(0.6, 1.3));
  }
}
