package io.faultline.internal.finetuning;

/**
 * Which loss is minimised.
 *
 * @param kind binary cross-entropy or sigmoid focal loss
 * @param positiveWeight cross-entropy: how often a positive counts; 1 leaves it plain
 * @param alpha focal: weight of positives, that of negatives being {@code 1 - alpha}; negative
 *     switches the weighting off
 * @param gamma focal: how strongly easy regions are played down; 0 is cross-entropy
 * @param boxes {@code shared} regime: weight of a second loss, that of moving positive regions onto
 *     their objects (Fast R-CNN), beside that of naming them; 0 leaves it out. The features learn
 *     where in a region the object lies, which helps naming, too
 */
public record LossOptions(
    Kind kind, double positiveWeight, double alpha, double gamma, double boxes) {

  /** The losses. */
  public enum Kind {
    /** Binary cross-entropy. */
    BCE,
    /** Sigmoid focal loss (Lin et al. 2017). */
    FOCAL
  }

  /** Plain cross-entropy; torchvision's alpha and gamma where focal loss is chosen. */
  public static final LossOptions DEFAULT = new LossOptions(Kind.BCE, 1, 0.25, 2, 1);

  /** Checks all numbers, also those of the loss that is not chosen. */
  public LossOptions {
    RegionLoss unusedEntropy = new BinaryCrossEntropy(positiveWeight);
    RegionLoss unusedFocal = new FocalLoss(alpha, gamma);
    if (!(boxes >= 0) || !(boxes < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("boxes is " + boxes + "; it must be >= 0");
    }
  }

  /** The loss itself. */
  public RegionLoss loss() {
    return switch (kind) {
      case BCE -> new BinaryCrossEntropy(positiveWeight);
      case FOCAL -> new FocalLoss(alpha, gamma);
    };
  }
}
