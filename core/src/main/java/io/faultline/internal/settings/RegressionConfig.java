package io.faultline.internal.settings;

/**
 * How boxes are moved onto their objects.
 *
 * @param enabled whether they are
 * @param iou proposals that overlap a truth box by more than this are learnt from; R-CNN: 0.6
 * @param pairsPerPhoto how many of them in a photo, at most, drawn evenly
 * @param overlap whether the score of a moved box also says how well it fits
 */
public record RegressionConfig(boolean enabled, double iou, int pairsPerPhoto, boolean overlap) {
  /** Checks ranges. */
  public RegressionConfig {
    if (!(iou >= 0) || !(iou < 1)) {
      throw new IllegalArgumentException("iou is " + iou + "; it must be in [0, 1)");
    }
    if (!(pairsPerPhoto > 0)) {
      throw new IllegalArgumentException(
          "pairs-per-photo is " + pairsPerPhoto + "; it must be > 0");
    }
  }

  /** This for boxes that stay where they are proposed. */
  RegressionConfig disabled() {
    return new RegressionConfig(false, iou, pairsPerPhoto, overlap);
  }
}
