package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A photo as an OpenCV matrix, perhaps scaled down, and the way back from its boxes to the photo's.
 * Must be used inside a {@code PointerScope}, which frees it.
 */
final class ScaledPhoto {
  private final Mat mat;
  private final int photoWidth;
  private final int photoHeight;

  private ScaledPhoto(Mat mat, int photoWidth, int photoHeight) {
    this.mat = mat;
    this.photoWidth = photoWidth;
    this.photoHeight = photoHeight;
  }

  /** In OpenCV's order of channels, blue first; {@code factor} in (0, 1] scales both sides. */
  static ScaledPhoto bgr(Raster raster, double factor) {
    return scaled(raster, factor, opencv_imgproc.COLOR_RGB2BGR);
  }

  /** Brightness in 8 bits (ITU-R BT.601, as OpenCV weighs the channels), scaled likewise. */
  static ScaledPhoto grey(Raster raster, double factor) {
    return scaled(raster, factor, opencv_imgproc.COLOR_RGB2GRAY);
  }

  private static ScaledPhoto scaled(Raster raster, double factor, int conversion) {
    Mat rgb = new Mat(raster.height(), raster.width(), opencv_core.CV_8UC3);
    rgb.data().put(raster.toBytes());
    Mat converted = new Mat();
    opencv_imgproc.cvtColor(rgb, converted, conversion);
    if (factor < 1) {
      int width = Math.max(1, (int) (raster.width() * factor));
      int height = Math.max(1, (int) (raster.height() * factor));
      Mat small = new Mat();
      opencv_imgproc.resize(
          converted, small, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
      converted = small;
    }
    return new ScaledPhoto(converted, raster.width(), raster.height());
  }

  Mat mat() {
    return mat;
  }

  int width() {
    return mat.cols();
  }

  int height() {
    return mat.rows();
  }

  /**
   * The box on the photo that a rectangle of this matrix stands for, grown outwards to whole
   * pixels.
   */
  Box onPhoto(double x, double y, double width, double height) {
    double scaleX = (double) photoWidth / width();
    double scaleY = (double) photoHeight / height();
    return new Box(
        Math.max(0, Math.floor(x * scaleX)),
        Math.max(0, Math.floor(y * scaleY)),
        Math.min(photoWidth, Math.ceil((x + width) * scaleX)),
        Math.min(photoHeight, Math.ceil((y + height) * scaleY)));
  }

  /** Whether the box is the photo itself. */
  boolean isPhoto(Box box) {
    return box.width() == photoWidth && box.height() == photoHeight;
  }
}
