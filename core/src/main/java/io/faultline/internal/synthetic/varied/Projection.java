package io.faultline.internal.synthetic.varied;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where each pixel of the photo lies on the canvas: a homography (Heckbert 1989, "Fundamentals of
 * texture mapping and image warping", section 2.2.3) from the photo's corners to four points.
 */
final class Projection {
  private final int width;
  private final int height;
  private final int canvasWidth;
  private final int canvasHeight;
  private final double[] at;

  private Projection(int width, int height, int canvasWidth, int canvasHeight, double[] corners) {
    this.width = width;
    this.height = height;
    this.canvasWidth = canvasWidth;
    this.canvasHeight = canvasHeight;
    this.at = squareTo(corners);
  }

  /** How a photo of the given size looks at its canvas. */
  static Projection of(int width, int height, PhotoDraws draws) {
    double enlarged =
        draws.draw(Part.RESAMPLING).map(draw -> draw.between("enlarged", 1, 2.2)).orElse(1.0);
    Optional<PartDraw> view = draws.draw(Part.PERSPECTIVE);
    double oblique = view.map(draw -> draw.between("oblique", 0, 0.35)).orElse(0.0);
    int canvasWidth = (int) Math.ceil(width * (1 + oblique) / enlarged);
    int canvasHeight = (int) Math.ceil(height * (1 + oblique) / enlarged);
    double marginX = canvasWidth * oblique / (1 + oblique);
    double marginY = canvasHeight * oblique / (1 + oblique);
    double[] corners = {
      0, 0, canvasWidth, 0, canvasWidth, canvasHeight, 0, canvasHeight,
    };
    if (view.isPresent()) {
      SplittableRandom random = view.get().random();
      for (int k = 0; k < corners.length; k += 2) {
        corners[k] += random.nextDouble() * (corners[k] > 0 ? -marginX : marginX);
        corners[k + 1] += random.nextDouble() * (corners[k + 1] > 0 ? -marginY : marginY);
      }
    }
    return new Projection(width, height, canvasWidth, canvasHeight, corners);
  }

  /** Coefficients of the map from the unit square to a quadrilateral. */
  private static double[] squareTo(double[] c) {
    double sumX = c[0] - c[2] + c[4] - c[6];
    double sumY = c[1] - c[3] + c[5] - c[7];
    double x1 = c[2] - c[4];
    double x2 = c[6] - c[4];
    double y1 = c[3] - c[5];
    double y2 = c[7] - c[5];
    double det = x1 * y2 - x2 * y1;
    double g = (sumX * y2 - x2 * sumY) / det;
    double h = (x1 * sumY - sumX * y1) / det;
    return new double[] {
      c[2] - c[0] + g * c[2],
      c[6] - c[0] + h * c[6],
      c[0],
      c[3] - c[1] + g * c[3],
      c[7] - c[1] + h * c[7],
      c[1],
      g,
      h
    };
  }

  int canvasWidth() {
    return canvasWidth;
  }

  int canvasHeight() {
    return canvasHeight;
  }

  /** How many pixels of the photo a pixel of the canvas takes, about. */
  double enlargement() {
    return Math.max((double) width / canvasWidth, (double) height / canvasHeight);
  }

  private double x(double u, double v) {
    return (at[0] * u + at[1] * v + at[2]) / (at[6] * u + at[7] * v + 1);
  }

  private double y(double u, double v) {
    return (at[3] * u + at[4] * v + at[5]) / (at[6] * u + at[7] * v + 1);
  }

  /** The photo of a plane, bilinear. */
  float[] map(float[] plane) {
    float[] out = new float[width * height];
    for (int py = 0; py < height; py++) {
      for (int px = 0; px < width; px++) {
        double u = (px + 0.5) / width;
        double v = (py + 0.5) / height;
        double x = Math.max(0, Math.min(canvasWidth - 1.001, x(u, v) - 0.5));
        double y = Math.max(0, Math.min(canvasHeight - 1.001, y(u, v) - 0.5));
        int left = (int) x;
        int top = (int) y;
        float fx = (float) (x - left);
        float fy = (float) (y - top);
        int i = top * canvasWidth + left;
        float upper = plane[i] + fx * (plane[i + 1] - plane[i]);
        int below = i + canvasWidth;
        float lower = plane[below] + fx * (plane[below + 1] - plane[below]);
        out[py * width + px] = upper + fy * (lower - upper);
      }
    }
    return out;
  }

  /** The photo of numbers that cannot be mixed: each pixel gets the largest of its four. */
  byte[] mapOwners(byte[] owners) {
    byte[] out = new byte[width * height];
    for (int py = 0; py < height; py++) {
      for (int px = 0; px < width; px++) {
        double u = (px + 0.5) / width;
        double v = (py + 0.5) / height;
        int left = (int) Math.max(0, Math.min(canvasWidth - 2.0, x(u, v) - 0.5));
        int top = (int) Math.max(0, Math.min(canvasHeight - 2.0, y(u, v) - 0.5));
        int i = top * canvasWidth + left;
        int below = i + canvasWidth;
        out[py * width + px] =
            (byte)
                Math.max(
                    Math.max(owners[i], owners[i + 1]), Math.max(owners[below], owners[below + 1]));
      }
    }
    return out;
  }
}
