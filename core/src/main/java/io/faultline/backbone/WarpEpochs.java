package io.faultline.backbone;

import io.faultline.image.Raster;
import io.faultline.image.Warp;
import io.faultline.provenance.RunSeed;
import io.faultline.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * The {@code warp} regime: a step is a batch of crops drawn over all photos, at most the wanted
 * share of them positive.
 */
final class WarpEpochs implements EpochPlan {
  private final List<Crop> positives;
  private final List<Crop> negatives;
  private final List<Crop> heldOut;
  private final FineTuneOptions.WarpOptions options;
  private final Augmentation augmentation;
  private final TrainingStep step;
  private final RunSeed seed;

  /** One region and the photo it is cut from. */
  private record Crop(TrainingPhoto photo, Region region) {}

  WarpEpochs(
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      TrainingStep step,
      RunSeed seed) {
    this.options = options.warp();
    this.augmentation = options.augmentation();
    this.step = step;
    this.seed = seed;
    this.positives = crops(train, true);
    this.negatives = crops(train, false);
    this.heldOut =
        mixed(
            crops(heldOut, true),
            crops(heldOut, false),
            Math.max(1, options.warp().cropsPerEpoch() / 5),
            seed.of("held-out-crops"));
  }

  @Override
  public long stepsPerEpoch() {
    int drawn = Math.min(options.cropsPerEpoch(), positives.size() + negatives.size());
    return Math.max(1, -Math.floorDiv(-drawn, options.cropsPerStep()));
  }

  @Override
  public BatchScore train(int epoch, LongToDoubleFunction learningRate, Runnable onStep) {
    SplittableRandom random = seed.of("training-crops", epoch);
    List<Crop> drawn = mixed(positives, negatives, options.cropsPerEpoch(), random);
    BatchScore score = new BatchScore();
    long at = (epoch - 1) * stepsPerEpoch();
    for (List<Crop> batch : batches(drawn)) {
      List<Raster> rasters = new ArrayList<>();
      for (Crop crop : batch) {
        rasters.add(augmentation.draw(random).apply(warped(crop)));
      }
      step.trainCrops(rasters, regions(batch), learningRate.applyAsDouble(at), score);
      at++;
      onStep.run();
    }
    return score;
  }

  @Override
  public List<RegionPreview> preview() {
    SplittableRandom random = seed.of("training-crops", 1);
    List<Crop> drawn = mixed(positives, negatives, options.cropsPerEpoch(), random);
    List<RegionPreview> seen = new ArrayList<>();
    for (Crop crop : head(drawn, options.cropsPerStep())) {
      Augmentation.Draw change = augmentation.draw(random);
      seen.add(
          new RegionPreview(
              () -> change.apply(warped(crop)),
              crop.region(),
              RegionPreview.Origin.of(crop.region(), crop.photo().regions()),
              change.degrees() == 0 ? options.context() : 1));
    }
    return seen;
  }

  @Override
  public BatchScore validate() {
    BatchScore score = new BatchScore();
    for (List<Crop> batch : batches(heldOut)) {
      step.measureCrops(batch.stream().map(this::warped).toList(), regions(batch), score);
    }
    return score;
  }

  private Raster warped(Crop crop) {
    return Warp.cropAndWarp(
        crop.photo().raster().get(),
        crop.region().box(),
        options.cropSide(),
        options.contextPadding());
  }

  private List<List<Crop>> batches(List<Crop> crops) {
    List<List<Crop>> batches = new ArrayList<>();
    for (int from = 0; from < crops.size(); from += options.cropsPerStep()) {
      batches.add(crops.subList(from, Math.min(crops.size(), from + options.cropsPerStep())));
    }
    return batches;
  }

  /** Up to {@code count} crops, at most the positive share of them positive, shuffled. */
  private List<Crop> mixed(
      List<Crop> positive, List<Crop> negative, int count, SplittableRandom random) {
    int wanted = (int) Math.round(count * options.positiveFraction());
    List<Crop> chosen = new ArrayList<>(head(Shuffle.of(positive, random), wanted));
    chosen.addAll(head(Shuffle.of(negative, random), count - chosen.size()));
    return Shuffle.of(chosen, random);
  }

  private static <T> List<T> head(List<T> items, int count) {
    return items.subList(0, Math.min(items.size(), count));
  }

  private static List<Region> regions(List<Crop> crops) {
    return crops.stream().map(Crop::region).toList();
  }

  private static List<Crop> crops(List<TrainingPhoto> photos, boolean positive) {
    List<Crop> crops = new ArrayList<>();
    for (TrainingPhoto photo : photos) {
      for (Region region : photo.regions().regions()) {
        if (region.positive() == positive) {
          crops.add(new Crop(photo, region));
        }
      }
    }
    return List.copyOf(crops);
  }
}
