package io.faultline.backbone;

import io.faultline.image.Raster;
import io.faultline.provenance.RunSeed;
import io.faultline.region.Region;
import io.faultline.region.RegionSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** The {@code shared} regime: a step is a few photos with regions drawn from each. */
final class SharedEpochs implements EpochPlan {
  private final List<TrainingPhoto> train;
  private final List<TrainingPhoto> heldOut;
  private final FineTuneOptions.SharedOptions options;
  private final Augmentation augmentation;
  private final TrainingStep step;
  private final RunSeed seed;

  SharedEpochs(
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      TrainingStep step,
      RunSeed seed) {
    this.train = train.stream().filter(p -> !p.regions().regions().isEmpty()).toList();
    this.heldOut = heldOut;
    this.options = options.shared();
    this.augmentation = options.augmentation().ofWholePhotos();
    this.step = step;
    this.seed = seed;
  }

  @Override
  public long stepsPerEpoch() {
    return (long) passes() * stepsPerPass();
  }

  private int stepsPerPass() {
    return Math.max(1, -Math.floorDiv(-train.size(), options.photosPerStep()));
  }

  /** How often an epoch goes through the photos. */
  private int passes() {
    return Math.max(1, -Math.floorDiv(-options.minStepsPerEpoch(), stepsPerPass()));
  }

  @Override
  public BatchScore train(int epoch, LongToDoubleFunction learningRate, Runnable onStep) {
    BatchScore score = new BatchScore();
    long at = (epoch - 1) * stepsPerEpoch();
    for (int pass = (epoch - 1) * passes(); pass < epoch * passes(); pass++) {
      List<TrainingPhoto> order = Shuffle.of(train, seed.of("photo-order", pass));
      for (int from = 0; from < order.size(); from += options.photosPerStep()) {
        int to = Math.min(order.size(), from + options.photosPerStep());
        List<TrainingStep.Sample> samples = new ArrayList<>();
        for (TrainingPhoto photo : order.subList(from, to)) {
          samples.add(augmented(photo, pass));
        }
        step.train(samples, learningRate.applyAsDouble(at), score);
        at++;
        onStep.run();
      }
    }
    return score;
  }

  @Override
  public List<RegionPreview> preview() {
    List<TrainingPhoto> order = Shuffle.of(train, seed.of("photo-order", 0));
    List<RegionPreview> seen = new ArrayList<>();
    for (TrainingPhoto photo : order.subList(0, Math.min(order.size(), options.photosPerStep()))) {
      seen.addAll(RegionPreview.of(augmented(photo, 0), photo.regions(), step.context()));
    }
    return seen;
  }

  @Override
  public BatchScore validate() {
    BatchScore score = new BatchScore();
    for (TrainingPhoto photo : heldOut) {
      List<Region> drawn = draw(photo, seed.of("held-out-regions", photo.regions().imageId()));
      step.measure(new TrainingStep.Sample(photo.raster().get(), drawn), score);
    }
    return score;
  }

  private TrainingStep.Sample augmented(TrainingPhoto photo, int pass) {
    SplittableRandom random = seed.of("training-regions-" + pass, photo.regions().imageId());
    List<Region> drawn = draw(photo, random);
    Raster raster = photo.raster().get();
    Augmentation.Draw change = augmentation.draw(random);
    List<Region> moved =
        drawn.stream()
            .map(r -> new Region(change.apply(r.box(), raster), r.iou(), r.label(), r.truth()))
            .toList();
    return new TrainingStep.Sample(change.apply(raster), moved);
  }

  private List<Region> draw(TrainingPhoto photo, SplittableRandom random) {
    return RegionSampler.sample(photo.regions(), options.regions(), random).regions();
  }
}
