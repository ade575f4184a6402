package io.faultline.internal.geometry;

import io.faultline.geometry.Box;

/**
 * Box regression targets and their inverse (Girshick et al. 2014, arXiv 1311.2524v5, appendix C).
 *
 * <p>{@link #decode} lets a box grow at most {@value #MAX_GROWTH} times per side, as torchvision's
 * {@code BoxCoder} does, so that an untrained regressor cannot overflow. Beyond torchvision, a side
 * shrinks at most to {@code exp(-16)} of the proposal's and a centre moves at most a million sides:
 * decoding any finite delta of a proposal inside a photo gives a valid box.
 */
public final class BoxCoder {
  /** How many times its proposal's side a decoded side can be (torchvision: 1000 / 16). */
  public static final double MAX_GROWTH = 1000.0 / 16;

  private static final double MAX_LOG = Math.log(MAX_GROWTH);
  private static final double MIN_LOG = -16;
  private static final double MAX_SHIFT = 1e6;

  private BoxCoder() {}

  /** The delta that moves {@code proposal} onto {@code truth}. */
  public static BoxDelta encode(Box proposal, Box truth) {
    return new BoxDelta(
        (truth.centerX() - proposal.centerX()) / proposal.width(),
        (truth.centerY() - proposal.centerY()) / proposal.height(),
        Math.log(truth.width() / proposal.width()),
        Math.log(truth.height() / proposal.height()));
  }

  /** The box that {@code delta} moves {@code proposal} onto; it is not clipped to any photo. */
  public static Box decode(Box proposal, BoxDelta delta) {
    double centerX = proposal.centerX() + shift(delta.dx()) * proposal.width();
    double centerY = proposal.centerY() + shift(delta.dy()) * proposal.height();
    double halfWidth = growth(delta.dw()) * proposal.width() / 2;
    double halfHeight = growth(delta.dh()) * proposal.height() / 2;
    return new Box(
        centerX - halfWidth, centerY - halfHeight, centerX + halfWidth, centerY + halfHeight);
  }

  private static double shift(double sides) {
    return Math.max(-MAX_SHIFT, Math.min(MAX_SHIFT, sides));
  }

  private static double growth(double logarithm) {
    return Math.exp(Math.max(MIN_LOG, Math.min(MAX_LOG, logarithm)));
  }
}
