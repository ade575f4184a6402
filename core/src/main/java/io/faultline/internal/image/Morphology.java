package io.faultline.internal.image;

import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Binary morphology. */
public final class Morphology {
  private Morphology() {}

  /**
   * Closing (dilation, then erosion) with a square of {@code kernelSide} pixels, which joins what
   * is closer than that: {@code cv2.morphologyEx(mask, MORPH_CLOSE, MORPH_RECT)}. As there, pixels
   * outside of the picture take no part, so something within half a side of the border is drawn out
   * to it. Side 1 changes nothing.
   *
   * @throws IllegalArgumentException where the side is less than 1
   */
  public static Mask close(Mask mask, int kernelSide) {
    if (kernelSide < 1) {
      throw new IllegalArgumentException("kernel side is " + kernelSide + "; must be >= 1");
    }
    if (kernelSide == 1) {
      return mask;
    }
    return OpenCv.scoped(
        () -> {
          Mat closed = new Mat();
          Mat kernel = getStructuringElement(MORPH_RECT, new Size(kernelSide, kernelSide));
          morphologyEx(OpenCv.binary(mask), closed, MORPH_CLOSE, kernel);
          return OpenCv.mask(closed);
        });
  }
}
