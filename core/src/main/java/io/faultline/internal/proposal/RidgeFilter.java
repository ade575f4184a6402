package io.faultline.internal.proposal;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Oriented line filters: the second derivative of a Gaussian across a line, averaged along it, in
 * evenly spaced directions. The derivative of a direction is steered from three basic ones (Freeman
 * and Adelson 1991), so a direction costs one sum and one short line filter.
 *
 * @param directions how many, at least 2
 * @param linePx length of the line along which is averaged, odd
 * @param sigmaPx of the Gaussian, greater than 0
 */
public record RidgeFilter(int directions, int linePx, double sigmaPx) {

  /** Checks the ranges. */
  public RidgeFilter {
    if (!(directions >= 2)) {
      throw new IllegalArgumentException("directions is " + directions + "; must be >= 2");
    }
    if (!(linePx > 0) || linePx % 2 == 0) {
      throw new IllegalArgumentException("line is " + linePx + " px; must be odd and > 0");
    }
    if (!(sigmaPx > 0) || !Double.isFinite(sigmaPx)) {
      throw new IllegalArgumentException("sigma is " + sigmaPx + " px; must be > 0");
    }
  }

  /** 12 directions, lines of 11 pixels, sigma 1. */
  public static RidgeFilter standard() {
    return new RidgeFilter(12, 11, 1);
  }

  /** The filters of all directions; they belong to the caller's scope. */
  Lines lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      double angle = Math.PI * i / directions;
      lines.add(new Line(-Math.sin(angle), Math.cos(angle), line(angle)));
    }
    return new Lines(sigmaPx, lines);
  }

  /**
   * One direction.
   *
   * @param acrossX the direction across the line, of length 1
   * @param acrossY its other part
   * @param kernel averages along the line
   */
  private record Line(double acrossX, double acrossY, Mat kernel) {}

  /** Filters that are made once for all levels of a photo: every matrix costs calls and checks. */
  record Lines(double sigmaPx, List<Line> directions) {

    /** Filters a float32 matrix; the results belong to the caller's scope. */
    FilterResponse apply(Mat grey) {
      Mat smooth = new Mat();
      opencv_imgproc.GaussianBlur(
          grey, smooth, new Size(0, 0), sigmaPx, sigmaPx, BORDER_REFLECT_101, 0);
      Mat xx = derivative(smooth, 2, 0);
      Mat xy = derivative(smooth, 1, 1);
      Mat yy = derivative(smooth, 0, 2);
      Mat most = new Mat(grey.rows(), grey.cols(), CV_32F, Scalar.all(0));
      Mat least = most.clone();
      Mat steered = new Mat();
      Mat averaged = new Mat();
      Point centre = new Point(-1, -1);
      for (Line line : directions) {
        double x = line.acrossX();
        double y = line.acrossY();
        opencv_core.addWeighted(xx, x * x, yy, y * y, 0, steered);
        opencv_core.scaleAdd(xy, 2 * x * y, steered, steered);
        opencv_imgproc.filter2D(
            steered, averaged, CV_32F, line.kernel(), centre, 0, BORDER_REFLECT_101);
        opencv_core.max(most, averaged, most);
        opencv_core.min(least, averaged, least);
      }
      Mat bright = new Mat();
      least.convertTo(bright, CV_32F, -1, 0);
      return new FilterResponse(most, bright);
    }
  }

  private static Mat derivative(Mat smooth, int dx, int dy) {
    Mat derivative = new Mat();
    opencv_imgproc.Sobel(smooth, derivative, CV_32F, dx, dy, 3, 0.25, 0, BORDER_REFLECT_101);
    return derivative;
  }

  private Mat line(double angle) {
    Mat kernel = new Mat(linePx, linePx, CV_32F, Scalar.all(0));
    int half = linePx / 2;
    try (FloatIndexer values = kernel.createIndexer()) {
      for (int t = -half; t <= half; t++) {
        int x = half + (int) Math.round(t * Math.cos(angle));
        int y = half + (int) Math.round(t * Math.sin(angle));
        values.put(y, x, values.get(y, x) + 1f / linePx);
      }
    }
    return kernel;
  }

  String describe() {
    return "directions=" + directions + ";line=" + linePx + ";sigma=" + sigmaPx;
  }
}
