package io.faultline.proposal;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Oriented line filters: the second derivative of a Gaussian across a line, averaged along it, in
 * so many directions. The derivative is steered from its three basic forms (Freeman and Adelson
 * 1991), so a direction costs three products and one short line filter.
 */
final class RidgeFilter {
  private final int directions;
  private final int lineLength;
  private final double sigma;

  RidgeFilter(int directions, int lineLength, double sigma) {
    this.directions = directions;
    this.lineLength = lineLength;
    this.sigma = sigma;
  }

  /** The strongest response over all directions, 0 and more, for dark and for bright lines. */
  record Response(Mat dark, Mat bright) {}

  Response apply(Mat grey) {
    Mat smooth = new Mat();
    opencv_imgproc.GaussianBlur(
        grey, smooth, new Size(0, 0), sigma, sigma, opencv_core.BORDER_REFLECT_101, 0);
    Mat xx = derivative(smooth, 2, 0);
    Mat xy = derivative(smooth, 1, 1);
    Mat yy = derivative(smooth, 0, 2);
    Mat dark = new Mat(grey.rows(), grey.cols(), opencv_core.CV_32F, org.bytedeco.opencv.opencv_core.Scalar.all(0));
    Mat least = dark.clone();
    Mat steered = new Mat();
    Mat averaged = new Mat();
    for (int i = 0; i < directions; i++) {
      double angle = Math.PI * i / directions;
      double nx = -Math.sin(angle);
      double ny = Math.cos(angle);
      opencv_core.addWeighted(xx, nx * nx, yy, ny * ny, 0, steered);
      opencv_core.scaleAdd(xy, 2 * nx * ny, steered, steered);
      opencv_imgproc.filter2D(
          steered, averaged, opencv_core.CV_32F, line(angle), new Point(-1, -1), 0, opencv_core.BORDER_REFLECT_101);
      opencv_core.max(dark, averaged, dark);
      opencv_core.min(least, averaged, least);
    }
    Mat bright = new Mat();
    least.convertTo(bright, opencv_core.CV_32F, -1, 0);
    return new Response(dark, bright);
  }

  private static Mat derivative(Mat smooth, int dx, int dy) {
    Mat derivative = new Mat();
    opencv_imgproc.Sobel(
        smooth, derivative, opencv_core.CV_32F, dx, dy, 3, 0.25, 0, opencv_core.BORDER_REFLECT_101);
    return derivative;
  }

  private Mat line(double angle) {
    Mat kernel = Mat.zeros(lineLength, lineLength, opencv_core.CV_32F).asMat();
    int half = lineLength / 2;
    try (FloatIndexer values = kernel.createIndexer()) {
      for (int t = -half; t <= half; t++) {
        int x = half + (int) Math.round(t * Math.cos(angle));
        int y = half + (int) Math.round(t * Math.sin(angle));
        values.put(y, x, values.get(y, x) + 1f / lineLength);
      }
    }
    return kernel;
  }
}
