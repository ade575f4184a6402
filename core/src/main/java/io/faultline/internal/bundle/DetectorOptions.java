package io.faultline.internal.bundle;

/**
 * What becomes of scored regions.
 *
 * @param suppression what becomes of several boxes on one object
 * @param nmsIou boxes of one class that overlap a better one by more than this are dropped; R-CNN:
 *     0.3; 0.4 measured better. Soft suppression drops only what two tiles saw
 * @param maxDetections boxes kept per photo, the best ones; COCO: 100
 * @param minScore regions below this are not detections at all; low, because the operating point is
 *     chosen later, and because a calibrated probability starts from the one in a hundred proposals
 *     that holds an object
 * @param refinements how often likely boxes are moved by box regression: 0 never, 1 as in R-CNN, 2
 *     also encodes the moved boxes and takes the geometric mean of both scores
 * @param views how often a photo is looked at: 1 as it is, 2 also upside down, 4 in all quarter
 *     turns, 8 also mirrored. Probabilities and moved boxes are averaged, at as many times the cost
 * @param tileSide photos with a longer side are read in square tiles of this many pixels
 * @param tileOverlap pixels that neighbouring tiles share, at most half of {@code tileSide}
 */
public record DetectorOptions(
    Suppression suppression,
    double nmsIou,
    int maxDetections,
    double minScore,
    int refinements,
    int views,
    int tileSide,
    int tileOverlap) {

  /** The product's defaults. */
  public static final DetectorOptions DEFAULT =
      new DetectorOptions(Suppression.SOFT, 0.4, 100, 0.001, 1, 1, 768, 192);

  /** As there are ways to turn and mirror a photo. */
  static final int MAX_VIEWS = 8;

  private static final int MAX_DETECTIONS = 100_000;

  /** Checks ranges. */
  public DetectorOptions {
    if (!(nmsIou > 0) || !(nmsIou <= 1)) {
      throw new IllegalArgumentException("nms-iou is " + nmsIou + "; it must be in (0, 1]");
    }
    if (maxDetections < 1 || maxDetections > MAX_DETECTIONS) {
      throw new IllegalArgumentException(
          "max-detections is " + maxDetections + "; it must be 1 to " + MAX_DETECTIONS);
    }
    if (!(minScore >= 0) || !(minScore < 1)) {
      throw new IllegalArgumentException("min-score is " + minScore + "; it must be in [0, 1)");
    }
    if (refinements < 0 || refinements > 2) {
      throw new IllegalArgumentException("refinements is " + refinements + "; it must be 0 to 2");
    }
    if (views < 1 || views > MAX_VIEWS || Integer.bitCount(views) != 1) {
      throw new IllegalArgumentException("views is " + views + "; it must be 1, 2, 4 or 8");
    }
    if (tileSide < 64) {
      throw new IllegalArgumentException("tile-side is " + tileSide + "; it must be >= 64");
    }
    if (tileOverlap < 0 || tileOverlap > tileSide / 2) {
      throw new IllegalArgumentException(
          "tile-overlap is "
              + tileOverlap
              + "; it must be 0 to "
              + tileSide / 2
              + ", half of tile-side: tiles would be too many");
    }
  }
}
