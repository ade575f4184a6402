package io.faultline.internal.geometry;

/**
 * What moves a proposal onto a box: the four regression targets of R-CNN, appendix C.
 *
 * @param dx shift of the centre in proposal widths
 * @param dy shift of the centre in proposal heights
 * @param dw natural logarithm of new width over proposal width
 * @param dh natural logarithm of new height over proposal height
 */
public record BoxDelta(double dx, double dy, double dw, double dh) {
  /** Leaves a proposal where it is. */
  public static final BoxDelta NONE = new BoxDelta(0, 0, 0, 0);

  /** Refuses numbers that are not finite with {@link IllegalArgumentException}. */
  public BoxDelta {
    if (!Double.isFinite(dx)
        || !Double.isFinite(dy)
        || !Double.isFinite(dw)
        || !Double.isFinite(dh)) {
      throw new IllegalArgumentException(
          "box delta must be finite: " + dx + ", " + dy + ", " + dw + ", " + dh);
    }
  }
}
