package io.faultline.backbone;

/**
 * Which loss is minimised.
 *
 * @param kind binary cross-entropy or sigmoid focal loss
 * @param positiveWeight cross-entropy: how often a positive counts; 1 leaves it plain
 * @param alpha focal: weight of positives, that of negatives being {@code 1 - alpha}; negative
 *     switches the weighting off
 * @param gamma focal: how strongly easy regions are played down; 0 is cross-entropy
 */
public record LossOptions(Kind kind, double positiveWeight, double alpha, double gamma) {

  /** The losses. */
  public enum Kind {
    /** Binary cross-entropy. */
    BCE,
    /** Sigmoid focal loss (Lin et al. 2017). */
    FOCAL
  }

  /** Plain cross-entropy; torchvision's alpha and gamma where focal loss is chosen. */
  public static final LossOptions DEFAULT = new LossOptions(Kind.BCE, 1, 0.25, 2);

  /** The loss itself; its constructor checks the numbers. */
  public RegionLoss loss() {
    return switch (kind) {
      case BCE -> new BinaryCrossEntropy(positiveWeight);
      case FOCAL -> new FocalLoss(alpha, gamma);
    };
  }
}
