package io.faultline.internal.proposal;

import io.faultline.image.Raster;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A photo's brightness as an OpenCV matrix, perhaps scaled down. Must be used inside a {@code
 * PointerScope}, which frees it.
 *
 * @param mat 8 bits, one channel
 * @param scale how it stands to the photo
 */
record ScaledPhoto(Mat mat, PhotoScale scale) {

  /**
   * Brightness as OpenCV weighs the channels (ITU-R BT.601), of at most so many pixels: more are
   * scaled down to the mean over areas.
   */
  static ScaledPhoto grey(Raster raster, int maxPixels) {
    Mat rgb = new Mat(raster.height(), raster.width(), opencv_core.CV_8UC3);
    rgb.data().put(raster.toBytes());
    Mat grey = new Mat();
    opencv_imgproc.cvtColor(rgb, grey, opencv_imgproc.COLOR_RGB2GRAY);
    PhotoScale scale = PhotoScale.within(maxPixels, raster.width(), raster.height());
    if (scale.width() == raster.width() && scale.height() == raster.height()) {
      return new ScaledPhoto(grey, scale);
    }
    Mat small = new Mat();
    Size size = new Size(scale.width(), scale.height());
    opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    return new ScaledPhoto(small, scale);
  }

  /** A level of a pyramid at half its size, at least 1x1: the mean over areas. */
  static Mat half(Mat level) {
    Mat half = new Mat();
    Size size = new Size(Math.max(1, level.cols() / 2), Math.max(1, level.rows() / 2));
    opencv_imgproc.resize(level, half, size, 0, 0, opencv_imgproc.INTER_AREA);
    return half;
  }
}
