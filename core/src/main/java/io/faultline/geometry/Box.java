package io.faultline.geometry;

import java.util.Optional;

/**
 * An axis-aligned box in pixels, half-open: it covers {@code x1 <= x < x2} and {@code y1 <= y <
 * y2}, so its width is {@code x2 - x1}, without adding 1. All four numbers are finite, and width
 * and height are greater than 0; otherwise the constructor throws {@link IllegalArgumentException}.
 */
public record Box(double x1, double y1, double x2, double y2) {

  /** Checks that the coordinates are finite and the sides are positive. */
  public Box {
    if (!Double.isFinite(x1)
        || !Double.isFinite(y1)
        || !Double.isFinite(x2)
        || !Double.isFinite(y2)) {
      throw new IllegalArgumentException(
          "box coordinates must be finite: " + x1 + ", " + y1 + ", " + x2 + ", " + y2);
    }
    if (!(x2 > x1) || !(y2 > y1)) {
      throw new IllegalArgumentException(
          "box width is " + (x2 - x1) + " and height " + (y2 - y1) + "; both must be > 0");
    }
  }

  /** A box from its left upper corner and its sides, as COCO writes it. */
  public static Box ofSize(double x, double y, double width, double height) {
    return new Box(x, y, x + width, y + height);
  }

  /** Horizontal side in pixels, greater than 0. */
  public double width() {
    return x2 - x1;
  }

  /** Vertical side in pixels, greater than 0. */
  public double height() {
    return y2 - y1;
  }

  /** Width times height in square pixels. */
  public double area() {
    return width() * height();
  }

  /** Horizontal centre. */
  public double centerX() {
    return x1 + width() / 2;
  }

  /** Vertical centre. */
  public double centerY() {
    return y1 + height() / 2;
  }

  /** The area in square pixels that both boxes cover; 0 if they only touch. */
  public double intersection(Box other) {
    double w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    double h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /** Intersection over union (the Jaccard index), in [0, 1]. */
  public double iou(Box other) {
    double shared = intersection(other);
    return shared / (area() + other.area() - shared);
  }

  /** The smallest box that covers both. */
  public Box cover(Box other) {
    return new Box(
        Math.min(x1, other.x1),
        Math.min(y1, other.y1),
        Math.max(x2, other.x2),
        Math.max(y2, other.y2));
  }

  /** The part inside a photo of the given size in pixels; empty if no part is inside. */
  public Optional<Box> clip(double width, double height) {
    double left = Math.max(0, x1);
    double top = Math.max(0, y1);
    double right = Math.min(width, x2);
    double bottom = Math.min(height, y2);
    return right > left && bottom > top
        ? Optional.of(new Box(left, top, right, bottom))
        : Optional.empty();
  }

  /** The box with every coordinate multiplied by {@code factor}, which must be greater than 0. */
  public Box scale(double factor) {
    return new Box(x1 * factor, y1 * factor, x2 * factor, y2 * factor);
  }

  /** The box moved by {@code dx} pixels to the right and {@code dy} down. */
  public Box shift(double dx, double dy) {
    return new Box(x1 + dx, y1 + dy, x2 + dx, y2 + dy);
  }
}
