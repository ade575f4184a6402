package io.faultline.internal.tiling;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;

/**
 * A detection with the tile it was found in.
 *
 * @param detection in pixels of the photo
 * @param tile the tile
 * @param cutLeft whether the tile's left edge cuts it: the edge lies inside the photo and the box
 *     reaches it
 * @param cutTop the same for the upper edge
 * @param cutRight the same for the right edge
 * @param cutBottom the same for the lower edge
 */
public record SeamPiece(
    Detection detection,
    Box tile,
    boolean cutLeft,
    boolean cutTop,
    boolean cutRight,
    boolean cutBottom) {
  /** A piece with this share of its area inside a box lies inside it. */
  private static final double INSIDE = 0.7;

  static SeamPiece of(Detection detection, Tile tile, TilePlan plan, double tolerancePx) {
    Box box = detection.box();
    Box edges = tile.box();
    return new SeamPiece(
        detection,
        edges,
        tile.x() > 0 && box.x1() <= edges.x1() + tolerancePx,
        tile.y() > 0 && box.y1() <= edges.y1() + tolerancePx,
        tile.x() + tile.width() < plan.widthPx() && box.x2() >= edges.x2() - tolerancePx,
        tile.y() + tile.height() < plan.heightPx() && box.y2() >= edges.y2() - tolerancePx);
  }

  Box box() {
    return detection.box();
  }

  boolean cut() {
    return cutLeft || cutTop || cutRight || cutBottom;
  }

  /** Whether the other piece of the same tile holds this one and is cut wherever this one is. */
  boolean fragmentOf(SeamPiece other) {
    return cut()
        && inside(other.box())
        && (other.cutLeft || !cutLeft)
        && (other.cutTop || !cutTop)
        && (other.cutRight || !cutRight)
        && (other.cutBottom || !cutBottom);
  }

  /** Whether {@code whole} holds this piece and goes on beyond an edge that cuts it. */
  boolean partOf(Box whole) {
    boolean beyond =
        (cutLeft && whole.x1() < tile.x1())
            || (cutTop && whole.y1() < tile.y1())
            || (cutRight && whole.x2() > tile.x2())
            || (cutBottom && whole.y2() > tile.y2());
    return beyond && inside(whole);
  }

  private boolean inside(Box whole) {
    return whole.area() > box().area() && box().intersection(whole) >= INSIDE * box().area();
  }
}
