package io.faultline.internal.detection;

/**
 * The steps that turn proposals into the detections of a photo, in their order. With one round of
 * box regression, or none, the steps of the second round change nothing.
 */
public enum DetectionStep {
  /** Boxes are proposed. */
  PROPOSED,
  /** They are scored; what reaches the lowest score that counts is a candidate. */
  SCORED,
  /** Candidates are moved by box regression; those that leave their tile are dropped. */
  MOVED,
  /** The best of them go on to a second round. */
  CHOSEN,
  /** Moved boxes are scored again. */
  RESCORED,
  /** Of boxes that overlap in a tile, the best stays. */
  UNSUPPRESSED,
  /** The best boxes of a tile stay. */
  TILE_LIMITED,
  /** Pieces are joined over the seams of tiles, and what two tiles saw whole is kept once. */
  MERGED,
  /** The best boxes of the photo stay. */
  LIMITED
}
