package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import java.util.Optional;

/**
 * What a photo shows while it is painted.
 *
 * @param canvas the surface, seen straight on
 * @param mmPerPx size of a pixel of the canvas
 * @param joints where the surface has joints, if it has any
 */
record Scene(SyntheticCanvas canvas, double mmPerPx, Optional<JointPattern> joints) {
  int width() {
    return canvas.width;
  }

  int height() {
    return canvas.height;
  }

  /** The shorter side in pixels. */
  double side() {
    return Math.min(canvas.width, canvas.height);
  }

  /** A length in pixels, within limits that keep it drawable. */
  double px(double mm, double least, double most) {
    return Math.max(least, Math.min(most, mm / mmPerPx));
  }

  /** The same scene once its surface has joints. */
  Scene with(JointPattern pattern) {
    return new Scene(canvas, mmPerPx, Optional.of(pattern));
  }
}
