package io.faultline.dataset;

import java.util.Arrays;

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

  /** How many corners. */
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

  /** With every x and y multiplied. */
  Polygon scaled(double horizontally, double vertically) {
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
