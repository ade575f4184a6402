package io.faultline.internal.synthetic.paint;

import java.util.Arrays;

/** A line through points, each with its own radius in pixels, that can be drawn with soft edges. */
public final class Stroke {
  private double[] x = new double[64];
  private double[] y = new double[64];
  private double[] radius = new double[64];
  private int size;

  /** Appends a point. */
  public Stroke to(double px, double py, double r) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
      radius = Arrays.copyOf(radius, 2 * size);
    }
    x[size] = px;
    y[size] = py;
    radius[size] = r;
    size++;
    return this;
  }

  public int size() {
    return size;
  }

  public double x(int i) {
    return x[i];
  }

  public double y(int i) {
    return y[i];
  }

  public double radius(int i) {
    return radius[i];
  }

  /**
   * Draws into a plane of coverage, 0 to 1, keeping what is larger there.
   *
   * @param edge over how many pixels the border goes from 1 to 0
   * @param rough how much the radius follows {@code roughness} (values of -1 to 1 per pixel), 0 to
   *     1
   * @param thinnest the radius never falls below
   */
  public void draw(
      float[] plane, int width, double edge, float[] roughness, double rough, double thinnest) {
    for (int i = 0; i + 1 < size; i++) {
      segment(i, plane, width, edge, roughness, rough, thinnest);
    }
  }

  private void segment(
      int i,
      float[] plane,
      int width,
      double edge,
      float[] roughness,
      double rough,
      double thinnest) {
    int height = plane.length / width;
    double widest = Math.max(Math.max(radius[i], radius[i + 1]) * (1 + rough), thinnest) + edge + 1;
    int left = (int) Math.max(0, Math.min(x[i], x[i + 1]) - widest);
    int right = (int) Math.min(width - 1.0, Math.max(x[i], x[i + 1]) + widest);
    int top = (int) Math.max(0, Math.min(y[i], y[i + 1]) - widest);
    int bottom = (int) Math.min(height - 1.0, Math.max(y[i], y[i + 1]) + widest);
    double dx = x[i + 1] - x[i];
    double dy = y[i + 1] - y[i];
    double length2 = Math.max(1e-9, dx * dx + dy * dy);
    for (int py = top; py <= bottom; py++) {
      for (int px = left; px <= right; px++) {
        double ox = px + 0.5 - x[i];
        double oy = py + 0.5 - y[i];
        double t = Math.max(0, Math.min(1, (ox * dx + oy * dy) / length2));
        double ex = ox - t * dx;
        double ey = oy - t * dy;
        int at = py * width + px;
        double r = (radius[i] + t * (radius[i + 1] - radius[i])) * (1 + rough * roughness[at]);
        double inside = (Math.max(thinnest, r) - Math.sqrt(ex * ex + ey * ey)) / edge + 0.5;
        if (inside > plane[at]) {
          plane[at] = (float) Math.min(1, inside);
        }
      }
    }
  }
}
