package io.faultline.internal.region;

/**
 * How overlap becomes a label.
 *
 * @param positiveIou proposals that overlap a truth box this much hold its class, in [0, 1]
 * @param strict whether the overlap must be greater than {@code positiveIou} (mmalek06 2024, part
 *     2) instead of reaching it (R-CNN)
 * @param ignoreFrom start of the band of overlaps that are neither positive nor negative
 * @param ignoreTo end of that band, itself outside of it; equal to {@code ignoreFrom} for no band.
 *     Where the band reaches into the positives, positive wins
 * @param addTruth whether the truth boxes themselves are added as positives
 */
public record LabelOptions(
    double positiveIou, boolean strict, double ignoreFrom, double ignoreTo, boolean addTruth) {

  /** R-CNN's fine-tuning (arXiv 1311.2524, section 2.3): IoU >= 0.5, no band, truth added. */
  public static final LabelOptions DEFAULT = new LabelOptions(0.5, false, 0, 0, true);

  /** Checks the ranges. */
  public LabelOptions {
    if (!(positiveIou >= 0 && positiveIou <= 1)) {
      throw new IllegalArgumentException(
          "positive-iou is " + positiveIou + "; it must be in [0, 1]");
    }
    if (!(ignoreFrom >= 0 && ignoreFrom <= ignoreTo && ignoreTo <= 1)) {
      throw new IllegalArgumentException(
          "ignore-from is "
              + ignoreFrom
              + " and ignore-to is "
              + ignoreTo
              + "; they must be 0 <= ignore-from <= ignore-to <= 1");
    }
  }

  /** The same with another threshold. */
  public LabelOptions withPositiveIou(double iou) {
    return new LabelOptions(iou, strict, ignoreFrom, ignoreTo, addTruth);
  }

  /** The same, comparing with {@code >} or with {@code >=}. */
  public LabelOptions withStrict(boolean greater) {
    return new LabelOptions(positiveIou, greater, ignoreFrom, ignoreTo, addTruth);
  }

  /** The same with another ignored band, {@code from} inside and {@code to} outside of it. */
  public LabelOptions withIgnored(double from, double to) {
    return new LabelOptions(positiveIou, strict, from, to, addTruth);
  }

  /** The same with or without the truth boxes. */
  public LabelOptions withTruth(boolean added) {
    return new LabelOptions(positiveIou, strict, ignoreFrom, ignoreTo, added);
  }

  boolean positive(double iou) {
    return strict ? iou > positiveIou : iou >= positiveIou;
  }

  boolean ignored(double iou) {
    return iou >= ignoreFrom && iou < ignoreTo;
  }
}
