package io.faultline.internal.finetuning;

import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.region.RegionSampler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a network is fine-tuned.
 *
 * @param regime shared map or warped crops
 * @param epochs at least 1, the most where the schedule is adaptive; an epoch is a pass over the
 *     training photos, or several where they are few (see {@link SharedOptions})
 * @param patience epochs without a better held-out loss before stopping (mmalek06 (2024), part 3:
 *     3), or before the rate falls where the schedule is adaptive
 * @param hours how long a run may take: no epoch begins that would likely end later, and the
 *     learning rate falls with the time that is used. None: as long as the epochs take
 * @param accumulate batches whose gradients add up to one step, at least 1: the steps of larger
 *     batches in the memory of one
 * @param sampler which regions an epoch learns from
 * @param shared the batches of the {@code shared} regime
 * @param warp the batches of the {@code warp} regime
 * @param optimizer the update rule
 * @param schedule how the learning rate changes
 * @param loss what is minimised
 * @param augmentation what training photos go through
 */
public record FineTuneOptions(
    Regime regime,
    int epochs,
    int patience,
    Optional<Double> hours,
    int accumulate,
    SamplerOptions sampler,
    SharedOptions shared,
    WarpOptions warp,
    OptimizerOptions optimizer,
    ScheduleOptions schedule,
    LossOptions loss,
    Augmentation augmentation) {

  /** More would be the product of mistyped numbers. */
  private static final int MAX_REGIONS_PER_STEP = 1 << 24;

  /**
   * What the {@code shared} regime draws.
   *
   * @param photosPerStep photos whose gradients make one step
   * @param minStepsPerEpoch steps in an epoch, at least: few photos are gone through more than once
   * @param regions what the sampler {@code per-photo} draws of each photo
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
   * @param cropSide side of the warped square; R-CNN on AlexNet 227, torchvision 224
   * @param contextPadding pixels of context around the region, at the warped scale; R-CNN: 16
   */
  public record WarpOptions(int cropsPerStep, int cropsPerEpoch, int cropSide, int contextPadding) {
    private static final int MAX_CROP_SIDE = 1024;

    /** Checks ranges. */
    public WarpOptions {
      positive("crops-per-step", cropsPerStep);
      positive("crops-per-epoch", cropsPerEpoch);
      requireCrop(cropSide, contextPadding);
    }

    /**
     * Checks what a crop looks like.
     *
     * @throws IllegalArgumentException where a value is out of its range
     */
    public static void requireCrop(int cropSide, int contextPadding) {
      if (cropSide < 1 || cropSide > MAX_CROP_SIDE) {
        throw new IllegalArgumentException(
            "crop-side is " + cropSide + "; it must be 1 to " + MAX_CROP_SIDE);
      }
      if (contextPadding < 0 || 2L * contextPadding >= cropSide) {
        throw new IllegalArgumentException(
            "context-padding is " + contextPadding + "; it must be >= 0 and under half the crop");
      }
    }

    /** Sides of the crop relative to the region's. */
    double context() {
      return cropSide / (cropSide - 2.0 * contextPadding);
    }
  }

  /**
   * The product's defaults. Regions as Fast R-CNN draws them (arXiv 1504.08083, section 2.3), but
   * with negatives of every kind: proposals here are not limited to near misses.
   */
  public static final FineTuneOptions DEFAULT =
      new FineTuneOptions(
          Regime.SHARED,
          36,
          3,
          Optional.empty(),
          1,
          SamplerOptions.DEFAULT,
          new SharedOptions(4, 30, new RegionSampler.Options(64, 0.25, 0.6, 0.5)),
          new WarpOptions(64, 5000, 224, 16),
          new OptimizerOptions(OptimizerOptions.Kind.ADAM, 3e-4, 0.9, 1e-4, true),
          ScheduleOptions.DEFAULT,
          LossOptions.DEFAULT,
          Augmentation.DEFAULT);

  /** Checks ranges. */
  public FineTuneOptions {
    positive("epochs", epochs);
    positive("patience", patience);
    positive("accumulate", accumulate);
    if (hours.isPresent() && !(hours.get() > 0)) {
      throw new IllegalArgumentException("hours is " + hours.get() + "; it must be > 0");
    }
    requireStep((double) accumulate * shared.photosPerStep() * shared.regions().count(), "shared");
    requireStep((double) accumulate * warp.cropsPerStep(), "warp");
  }

  private static void requireStep(double regions, String regime) {
    if (regions > MAX_REGIONS_PER_STEP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a step of the %s regime has %,.0f regions; it must have at most %,d",
              regime,
              regions,
              MAX_REGIONS_PER_STEP));
    }
  }

  /** This with another sampler. */
  public FineTuneOptions withSampler(SamplerOptions other) {
    return new FineTuneOptions(
        regime,
        epochs,
        patience,
        hours,
        accumulate,
        other,
        shared,
        warp,
        optimizer,
        schedule,
        loss,
        augmentation);
  }

  /**
   * What is taught about every region; naming it comes first, and is what is reported. Only the
   * {@code shared} regime knows where in the photo an object lies.
   */
  List<RegionHead> heads(int classes) {
    ClassHead names = new ClassHead(loss.loss(), classes);
    return regime == Regime.SHARED && loss.boxes() > 0
        ? List.of(names, new BoxHead(loss.boxes(), classes))
        : List.of(names);
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

  private static void positive(String name, int value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be > 0");
    }
  }
}
