package io.faultline.backbone;

import io.faultline.network.OptimizerOptions;
import io.faultline.region.RegionSampler;
import java.util.Optional;

/**
 * How a network is fine-tuned.
 *
 * @param regime shared map or warped crops
 * @param epochs at least 1; an epoch is a pass over the training photos, or several where they are
 *     few (see {@link SharedOptions})
 * @param shared what the {@code shared} regime draws
 * @param warp what the {@code warp} regime draws
 * @param optimizer the update rule
 * @param schedule how the learning rate changes
 * @param patience epochs without a better held-out loss before stopping; the series: 3
 * @param loss what is minimised
 * @param augmentation what training photos go through
 */
public record FineTuneOptions(
    Regime regime,
    int epochs,
    SharedOptions shared,
    WarpOptions warp,
    OptimizerOptions optimizer,
    Schedule schedule,
    int patience,
    LossOptions loss,
    Augmentation augmentation) {

  /**
   * What the {@code shared} regime draws.
   *
   * @param photosPerStep photos whose gradients make one step
   * @param minStepsPerEpoch steps in an epoch, at least: few photos are gone through more than once
   * @param regions what is drawn from each photo
   */
  public record SharedOptions(
      int photosPerStep, int minStepsPerEpoch, RegionSampler.Options regions) {
    /** Checks ranges. */
    public SharedOptions {
      positive("photos-per-step", photosPerStep);
      positive("min-steps-per-epoch", minStepsPerEpoch);
    }
  }

  /**
   * What the {@code warp} regime draws.
   *
   * @param cropsPerStep crops in one step; R-CNN: 128
   * @param cropsPerEpoch crops drawn for an epoch, at most
   * @param positiveFraction share of positives among them, at most; R-CNN: a quarter
   * @param cropSide side of the warped square; R-CNN on AlexNet 227, torchvision 224
   * @param contextPadding pixels of context around the region, at the warped scale; R-CNN: 16
   */
  public record WarpOptions(
      int cropsPerStep,
      int cropsPerEpoch,
      double positiveFraction,
      int cropSide,
      int contextPadding) {
    /** Checks ranges. */
    public WarpOptions {
      positive("crops-per-step", cropsPerStep);
      positive("crops-per-epoch", cropsPerEpoch);
      positive("crop-side", cropSide);
      if (!(positiveFraction > 0) || !(positiveFraction <= 1)) {
        throw new IllegalArgumentException(
            "positive-fraction is " + positiveFraction + "; it must be in (0, 1]");
      }
      if (contextPadding < 0 || 2 * contextPadding >= cropSide) {
        throw new IllegalArgumentException(
            "context-padding is " + contextPadding + "; it must be >= 0 and under half the crop");
      }
    }

    /** Sides of the crop relative to the region's. */
    double context() {
      return cropSide / (cropSide - 2.0 * contextPadding);
    }
  }

  /** How the learning rate changes over a run. */
  public enum Schedule {
    /** Stays as it is. */
    CONSTANT,
    /** Falls to zero along half a cosine, after one twentieth of the steps of linear warm-up. */
    COSINE
  }

  /**
   * The product's defaults. Regions as Fast R-CNN draws them (arXiv 1504.08083, section 2.3), but
   * with negatives of every kind: proposals here are not limited to near misses.
   */
  public static final FineTuneOptions DEFAULT =
      new FineTuneOptions(
          Regime.SHARED,
          12,
          new SharedOptions(4, 30, new RegionSampler.Options(128, 0.25, 0.6, 0.5)),
          new WarpOptions(64, 5000, 0.25, 224, 16),
          new OptimizerOptions(OptimizerOptions.Kind.ADAM, 3e-4, 0.9, 1e-4),
          Schedule.COSINE,
          3,
          LossOptions.DEFAULT,
          Augmentation.DEFAULT);

  /** Checks ranges. */
  public FineTuneOptions {
    positive("epochs", epochs);
    positive("patience", patience);
  }

  /** What the user should know about these options before the run, if anything. */
  public Optional<String> advice() {
    return regime == Regime.SHARED && augmentation.rotation() > 0
        ? Optional.of(
            "warning: fine-tune.augmentation.rotation turns crops of the warp regime only; whole"
                + " photos keep to flips and quarter turns, so that boxes stay boxes"
                + " (fine-tune.regime=warp turns crops)")
        : Optional.empty();
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
