package io.faultline.backbone;

import io.faultline.network.OptimizerOptions;
import io.faultline.region.RegionSampler;

/**
 * How a network is fine-tuned.
 *
 * @param regime shared map or warped crops
 * @param epochs passes over the training photos, at least 1
 * @param photosPerStep {@code shared}: photos whose gradients make one step
 * @param regionsPerPhoto {@code shared}: regions drawn from each photo
 * @param positiveFraction share of positives among drawn regions, at most; Fast R-CNN and R-CNN: a
 *     quarter
 * @param nearMissFraction {@code shared}: share of negatives that overlap an object by 0.1 or more;
 *     Fast R-CNN draws those alone
 * @param cropsPerStep {@code warp}: crops in one step; R-CNN: 128
 * @param cropsPerEpoch {@code warp}: crops drawn for an epoch, at most
 * @param cropSide {@code warp}: side of the warped square; R-CNN on AlexNet 227, torchvision 224
 * @param contextPadding {@code warp}: pixels of context around the region, at the warped scale;
 *     R-CNN: 16
 * @param optimizer the update rule
 * @param schedule how the learning rate changes
 * @param patience epochs without a better held-out loss before stopping; the series: 3
 * @param loss what is minimised
 * @param augmentation what training photos go through
 */
public record FineTuneOptions(
    Regime regime,
    int epochs,
    int photosPerStep,
    int regionsPerPhoto,
    double positiveFraction,
    double nearMissFraction,
    int cropsPerStep,
    int cropsPerEpoch,
    int cropSide,
    int contextPadding,
    OptimizerOptions optimizer,
    Schedule schedule,
    int patience,
    LossOptions loss,
    Augmentation augmentation) {

  /** How the learning rate changes over a run. */
  public enum Schedule {
    /** Stays as it is. */
    CONSTANT,
    /** Falls to zero along half a cosine, after one twentieth of the steps of linear warm-up. */
    COSINE
  }

  /** The product's defaults. */
  public static final FineTuneOptions DEFAULT =
      new FineTuneOptions(
          Regime.SHARED,
          12,
          4,
          128,
          0.25,
          0.5,
          64,
          5000,
          224,
          16,
          new OptimizerOptions(OptimizerOptions.Kind.ADAM, 3e-4, 0.9, 1e-4),
          Schedule.COSINE,
          3,
          LossOptions.DEFAULT,
          Augmentation.DEFAULT);

  /** Checks ranges. */
  public FineTuneOptions {
    positive("epochs", epochs);
    positive("photos-per-step", photosPerStep);
    positive("regions-per-photo", regionsPerPhoto);
    positive("crops-per-step", cropsPerStep);
    positive("crops-per-epoch", cropsPerEpoch);
    positive("crop-side", cropSide);
    positive("patience", patience);
    if (contextPadding < 0 || 2 * contextPadding >= cropSide) {
      throw new IllegalArgumentException(
          "context-padding is " + contextPadding + "; it must be >= 0 and under half the crop");
    }
    if (!(nearMissFraction >= 0) || !(nearMissFraction <= 1)) {
      throw new IllegalArgumentException(
          "near-miss-fraction is " + nearMissFraction + "; it must be in [0, 1]");
    }
    if (!(positiveFraction > 0) || !(positiveFraction <= 1)) {
      throw new IllegalArgumentException(
          "positive-fraction is " + positiveFraction + "; it must be in (0, 1]");
    }
  }

  /** What is drawn from each photo in the {@code shared} regime. */
  public RegionSampler.Options sampling() {
    return new RegionSampler.Options(regionsPerPhoto, positiveFraction, nearMissFraction);
  }

  /** The learning rate of a step, counted from 0 in a run of {@code steps}. */
  double learningRate(long step, long steps) {
    double base = optimizer.learningRate();
    if (schedule == Schedule.CONSTANT) {
      return base;
    }
    long warmUp = Math.max(1, steps / 20);
    if (step < warmUp) {
      return base * (step + 1) / warmUp;
    }
    double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return base * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }

  private static void positive(String name, int value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be > 0");
    }
  }
}
