package io.faultline.dataset;

import io.faultline.geometry.Box;
import java.util.Arrays;
import java.util.Optional;

/** A closed outline in pixels: {@code x y x y ...}, at least three corners. */
public final class Polygon {
  private final double[] xy;

  /** Copies the corners; throws {@link IllegalArgumentException} for fewer than three. */
  public Polygon(double[] xy) {
    if (xy.length < 6 || xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a polygon has at least three x y corners; " + xy.length + " numbers are given");
    }
    this.xy = xy.clone();
  }

  /** The number of corners. */
  public int corners() {
    return xy.length / 2;
  }

  /** Horizontal position of corner {@code i}. */
  public double x(int i) {
    return xy[2 * i];
  }

  /** Vertical position of corner {@code i}. */
  public double y(int i) {
    return xy[2 * i + 1];
  }

  /** A copy of all corners, {@code x y x y ...}. */
  public double[] toArray() {
    return xy.clone();
  }

  /**
   * The part inside a frame, in pixels from the frame's left upper corner. Empty if no area is
   * inside. If the frame cuts an outline into several parts, they stay one outline, joined along
   * the border of the frame (Sutherland and Hodgman 1974). The area is the sum of the parts.
   */
  public Optional<Polygon> within(Box frame) {
    double[] left = beyond(xy, 0, 1, frame.x1());
    double[] right = beyond(left, 0, -1, -frame.x2());
    double[] top = beyond(right, 1, 1, frame.y1());
    double[] inside = beyond(top, 1, -1, -frame.y2());
    if (inside.length < 6 || !(Math.abs(signedArea(inside)) > 0)) {
      return Optional.empty();
    }
    for (int i = 0; i < inside.length; i++) {
      inside[i] -= i % 2 == 0 ? frame.x1() : frame.y1();
    }
    return Optional.of(new Polygon(inside));
  }

  /** The part of an outline with {@code sign * coordinate >= least}. */
  private static double[] beyond(double[] xy, int axis, int sign, double least) {
    double[] kept = new double[2 * xy.length];
    int size = 0;
    for (int i = 0; i < xy.length; i += 2) {
      int next = (i + 2) % xy.length;
      double here = sign * xy[i + axis] - least;
      double there = sign * xy[next + axis] - least;
      if (here >= 0) {
        kept[size++] = xy[i];
        kept[size++] = xy[i + 1];
      }
      if ((here > 0 && there < 0) || (here < 0 && there > 0)) {
        double share = here / (here - there);
        kept[size + axis] = sign * least;
        kept[size + 1 - axis] = xy[i + 1 - axis] + share * (xy[next + 1 - axis] - xy[i + 1 - axis]);
        size += 2;
      }
    }
    return Arrays.copyOf(kept, size);
  }

  /** The enclosed area in square pixels. */
  public double area() {
    return Math.abs(signedArea());
  }

  /** The enclosed area: positive if corners run clockwise as seen in a photo. */
  double signedArea() {
    return signedArea(xy);
  }

  private static double signedArea(double[] xy) {
    double twice = 0;
    for (int i = 0; i < xy.length; i += 2) {
      int next = (i + 2) % xy.length;
      twice += xy[i] * xy[next + 1] - xy[next] * xy[i + 1];
    }
    return twice / 2;
  }

  /** The polygon with every x and y multiplied. */
  public Polygon scaled(double horizontally, double vertically) {
    double[] scaled = xy.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= i % 2 == 0 ? horizontally : vertically;
    }
    return new Polygon(scaled);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polygon p && Arrays.equals(xy, p.xy);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(xy);
  }

  @Override
  public String toString() {
    return "Polygon" + Arrays.toString(xy);
  }
}
