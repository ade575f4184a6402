package io.faultline.internal.labels;

/** What the four numbers of a COCO {@code bbox} are. */
public enum BoxForm {
  /** Left upper corner, width and height in pixels, as COCO has it. */
  XYWH,
  /** Left upper and right lower corner in pixels. */
  XYXY,
  /** Left upper corner, width and height as shares of the photo's sides, 0 to 1. */
  SHARES;

  /** The same box as COCO has it. */
  public RawBox pixels(RawBox stated, int photoWidth, int photoHeight) {
    return switch (this) {
      case XYWH -> stated;
      case XYXY ->
          new RawBox(
              stated.x(), stated.y(), stated.width() - stated.x(), stated.height() - stated.y());
      case SHARES ->
          new RawBox(
              stated.x() * photoWidth,
              stated.y() * photoHeight,
              stated.width() * photoWidth,
              stated.height() * photoHeight);
    };
  }
}
