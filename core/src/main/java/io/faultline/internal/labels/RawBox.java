package io.faultline.internal.labels;

import io.faultline.geometry.Box;
import io.faultline.internal.text.Numbers;
import java.util.Optional;

/** A box as a file states it, before any check: left upper corner and sides, in pixels. */
public record RawBox(double x, double y, double width, double height) {
  /**
   * How far a box may reach outside, as a share of the photo's side, before that is worth a
   * finding: formats that store shares of the side with six decimals are off by about a tenth of
   * this.
   */
  private static final double ROUNDING = 1e-5;

  /**
   * The part of the box inside a photo, with a finding where something was cut or nothing is left.
   */
  public Optional<Box> check(
      int photoWidth, int photoHeight, String record, FileFindings findings) {
    Optional<String> fault = fault();
    if (fault.isPresent()) {
      findings.dropped(record, fault.get());
      return Optional.empty();
    }
    double left = Math.max(0, x);
    double top = Math.max(0, y);
    double right = Math.min(photoWidth, x + width);
    double bottom = Math.min(photoHeight, y + height);
    if (!(right > left) || !(bottom > top)) {
      findings
          .at(this)
          .dropped(
              record,
              "bbox " + this + " lies outside the " + photoWidth + "x" + photoHeight + " photo");
      return Optional.empty();
    }
    Box inside = new Box(left, top, right, bottom);
    if (outside(x, width, photoWidth) || outside(y, height, photoHeight)) {
      findings
          .at(this)
          .clipped(
              record,
              "bbox "
                  + this
                  + " reaches outside the "
                  + photoWidth
                  + "x"
                  + photoHeight
                  + " photo; cut to "
                  + of(inside));
    }
    return Optional.of(inside);
  }

  private static boolean outside(double start, double side, int photoSide) {
    double slack = ROUNDING * photoSide;
    return start < -slack || start + side > photoSide + slack;
  }

  /** What is wrong with the numbers, whatever the photo; empty where nothing is. */
  public Optional<String> fault() {
    if (!(width > 0)) {
      return Optional.of("bbox width is " + Numbers.shortest(width) + "; it must be > 0");
    }
    if (!(height > 0)) {
      return Optional.of("bbox height is " + Numbers.shortest(height) + "; it must be > 0");
    }
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      boolean horizontal = !Double.isFinite(x);
      return Optional.of(
          "bbox " + (horizontal ? "x is " + x : "y is " + y) + "; it must be a finite number");
    }
    return Double.isInfinite(width) || Double.isInfinite(height)
        ? Optional.of("bbox " + this + " has an infinite side; both must be finite")
        : Optional.empty();
  }

  /** The same as corners; empty where these numbers are no box. */
  Optional<Box> box() {
    double right = x + width;
    double bottom = y + height;
    return Double.isFinite(right) && Double.isFinite(bottom) && right > x && bottom > y
        ? Optional.of(new Box(x, y, right, bottom))
        : Optional.empty();
  }

  /** From corners in half-open pixels. */
  static RawBox of(Box box) {
    return new RawBox(box.x1(), box.y1(), box.width(), box.height());
  }

  /** As COCO writes it. */
  @Override
  public String toString() {
    return "["
        + Numbers.shortest(x)
        + ", "
        + Numbers.shortest(y)
        + ", "
        + Numbers.shortest(width)
        + ", "
        + Numbers.shortest(height)
        + "]";
  }
}
