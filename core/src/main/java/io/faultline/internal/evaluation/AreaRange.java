package io.faultline.internal.evaluation;

/**
 * COCO's size classes by area in square pixels, both ends included as in pycocotools, so that an
 * object of exactly 32 x 32 counts as small and as medium.
 */
enum AreaRange {
  ALL(0, 0, 1e10),
  SMALL(1, 0, 32 * 32),
  MEDIUM(2, 32 * 32, 96 * 96),
  LARGE(3, 96 * 96, 1e10);

  /** Areas derived from box corners carry rounding errors far below this relative slack. */
  private static final double SLACK = 1e-9;

  /** The row of this size class in arrays {@code [size class][..]}. */
  private final int row;

  private final double least;
  private final double most;

  AreaRange(int row, double least, double most) {
    this.row = row;
    this.least = least;
    this.most = most;
  }

  int row() {
    return row;
  }

  boolean contains(double area) {
    return area >= least * (1 - SLACK) && area <= most * (1 + SLACK);
  }
}
