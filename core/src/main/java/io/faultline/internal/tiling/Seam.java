package io.faultline.internal.tiling;

import io.faultline.geometry.Box;
import java.util.Optional;

/**
 * Two tiles that lie one after the other along an axis and share a strip, or at least an edge.
 *
 * @param axis the direction from the first tile to the second
 * @param first the tile that begins and ends earlier
 * @param second the tile that begins and ends later
 * @param tolerancePx how close to the edge of its tile a box must come to count as cut by it
 */
record Seam(Direction axis, Box first, Box second, double tolerancePx) {
  /** Of the overlap that a straight object would have along the seam, this much is asked for. */
  private static final double STRAIGHT = 0.5;

  /** Tiles that share no strip must cut within this many pixels of their common edge. */
  private static final double ABUTTING_TOLERANCE = 1;

  /** The seam from one tile to the other, if there is one in this order. */
  static Optional<Seam> between(Direction axis, Box first, Box second, double tolerancePx) {
    boolean inOrder =
        axis.low(first) < axis.low(second)
            && axis.high(first) < axis.high(second)
            && axis.low(second) <= axis.high(first)
            && axis.across().shared(first, second) > 0;
    return inOrder ? Optional.of(new Seam(axis, first, second, tolerancePx)) : Optional.empty();
  }

  /**
   * Whether a box of the first tile and one of the second can be one object. One of them is cut by
   * its tile's edge, and the other goes on beyond that edge; they overlap where both tiles see
   * them; and along the seam they overlap at least half as much as a straight object would that
   * fills both boxes from corner to corner. A thin box of a slanted crack overlaps its continuation
   * little, so no fixed share of the boxes could be asked for.
   */
  boolean continues(Box a, Box b) {
    double strip = axis.high(first) - axis.low(second);
    double tolerance = strip > 0 ? tolerancePx : Math.min(tolerancePx, ABUTTING_TOLERANCE);
    boolean firstCut =
        axis.high(a) >= axis.high(first) - tolerance && axis.high(b) > axis.high(first);
    boolean secondCut =
        axis.low(b) <= axis.low(second) + tolerance && axis.low(a) < axis.low(second);
    double along = axis.across().shared(a, b);
    double depth = axis.shared(a, b);
    if (!(strip > 0)) {
      return firstCut && secondCut && along >= 0;
    }
    if (!(firstCut || secondCut) || !(depth > 0) || !(along > 0)) {
      return false;
    }
    double expected = depth * Math.min(slope(a), slope(b));
    return along >= STRAIGHT * expected;
  }

  /**
   * How well both agree, in [0, 1]: the IoU of their parts in the strip that both tiles see, which
   * is 1 for an upright object cut by both; without a strip, the IoU of their extents.
   */
  double agreement(Box a, Box b) {
    Optional<Box> strip = common(first, second);
    if (strip.isEmpty()) {
      Direction across = axis.across();
      double shared = Math.max(0, across.shared(a, b));
      return shared / (across.length(a) + across.length(b) - shared);
    }
    Optional<Box> partA = common(a, strip.get());
    Optional<Box> partB = common(b, strip.get());
    return partA.isPresent() && partB.isPresent() ? partA.get().iou(partB.get()) : 0;
  }

  private double slope(Box box) {
    return axis.across().length(box) / axis.length(box);
  }

  private static Optional<Box> common(Box a, Box b) {
    double x1 = Math.max(a.x1(), b.x1());
    double y1 = Math.max(a.y1(), b.y1());
    double x2 = Math.min(a.x2(), b.x2());
    double y2 = Math.min(a.y2(), b.y2());
    return x2 > x1 && y2 > y1 ? Optional.of(new Box(x1, y1, x2, y2)) : Optional.empty();
  }
}
