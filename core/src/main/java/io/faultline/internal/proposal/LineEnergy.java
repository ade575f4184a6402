package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How much of a photo's dark and bright lines lies in a box: responses of {@link RidgeFilter} at
 * half size, summed up once so that any box costs four lookups.
 */
final class LineEnergy {
  private static final int MAX_PIXELS = 500_000;

  private final int width;
  private final int height;
  private final double scaleX;
  private final double scaleY;
  private final double[] dark;
  private final double[] bright;

  private LineEnergy(Raster photo, int width, int height, double[] dark, double[] bright) {
    this.width = width;
    this.height = height;
    this.scaleX = (double) width / photo.width();
    this.scaleY = (double) height / photo.height();
    this.dark = dark;
    this.bright = bright;
  }

  /** Filters a photo. */
  static LineEnergy of(Raster photo) {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = ScaledPhoto.grey(photo, MAX_PIXELS).mat();
      Size size = new Size(Math.max(1, grey.cols() / 2), Math.max(1, grey.rows() / 2));
      Mat half = new Mat();
      opencv_imgproc.resize(grey, half, size, 0, 0, opencv_imgproc.INTER_AREA);
      Mat values = new Mat();
      half.convertTo(values, opencv_core.CV_32F);
      FilterResponse response = RidgeFilter.standard().lines().apply(values);
      return new LineEnergy(
          photo,
          values.cols(),
          values.rows(),
          integral(response.dark()),
          integral(response.bright()));
    }
  }

  /** Sums over all rectangles from the upper left corner, {@code [height + 1][width + 1]}. */
  private static double[] integral(Mat response) {
    int width = response.cols();
    int height = response.rows();
    float[] values = new float[width * height];
    new FloatPointer(response.data()).get(values);
    double[] sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    return sums;
  }

  /** The sum of dark lines in a box, cut at the photo's border. */
  double dark(Box box) {
    return sum(dark, box);
  }

  /** The sum of bright lines in a box, cut at the photo's border. */
  double bright(Box box) {
    return sum(bright, box);
  }

  private double sum(double[] sums, Box box) {
    int left = at(box.x1() * scaleX, width);
    int right = at(box.x2() * scaleX, width);
    int top = at(box.y1() * scaleY, height) * (width + 1);
    int bottom = at(box.y2() * scaleY, height) * (width + 1);
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
  }

  private static int at(double position, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(position)));
  }
}
