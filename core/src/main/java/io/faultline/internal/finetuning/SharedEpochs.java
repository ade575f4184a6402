package io.faultline.internal.finetuning;

import io.faultline.image.Raster;
import io.faultline.internal.concurrent.Prefetch;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The {@code shared} regime: a step is a few photos, each with the regions that were drawn of it.
 */
final class SharedEpochs implements EpochPlan {
  /**
   * libtorch makes new kernels for every size of a photo, which takes longer than a step: where
   * sizes differ, photos are extended to multiples of this, and there are few sizes.
   */
  private static final int COMMON_MULTIPLE_PX = 64;

  private final List<TrainingPhoto> train;
  private final List<TrainingPhoto> heldOut;
  private final RegionDraw draw;
  private final RegionDraw heldOutDraw;
  private final int photosPerStep;
  private final int minStepsPerEpoch;
  private final Augmentation augmentation;
  private final TrainingStep step;
  private final RunSeed seed;
  private final Executor executor;

  SharedEpochs(
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      TrainingStep step,
      RunSeed seed,
      Executor executor) {
    this.train = train.stream().filter(p -> !p.regions().regions().isEmpty()).toList();
    this.heldOut = heldOut;
    this.photosPerStep = options.shared().photosPerStep() * options.accumulate();
    this.minStepsPerEpoch = options.shared().minStepsPerEpoch();
    int batch = photosPerStep * options.shared().regions().count();
    this.draw =
        RegionDraw.of(this.train, options, batch, Integer.MAX_VALUE, "training-regions", seed);
    this.heldOutDraw = RegionDraw.ofHeldOut(heldOut, options, "held-out-regions", seed);
    this.augmentation = options.augmentation().ofWholePhotos();
    this.step = step;
    this.seed = seed;
    this.executor = executor;
  }

  @Override
  public Optional<String> advice() {
    return draw.advice();
  }

  @Override
  public long stepsPerEpoch() {
    return (long) passes() * stepsPerPass();
  }

  private int stepsPerPass() {
    return Math.max(1, -Math.floorDiv(-train.size(), photosPerStep));
  }

  /** How often an epoch goes through the photos. */
  private int passes() {
    return Math.max(1, -Math.floorDiv(-minStepsPerEpoch, stepsPerPass()));
  }

  @Override
  public BatchScore train(int epoch, LongToDoubleFunction learningRate, Runnable onStep) {
    BatchScore score = new BatchScore();
    long[] at = {(epoch - 1) * stepsPerEpoch()};
    for (int pass = (epoch - 1) * passes(); pass < epoch * passes(); pass++) {
      RunSeed ofPass = new RunSeed(seed.derive("augmentation", pass));
      List<List<Region>> drawn = byPhoto(draw.pass(pass), train.size());
      List<Integer> order = order(pass);
      Prefetch.forEach(
          stepsPerPass(),
          1,
          i -> samples(chunk(order, i), drawn, ofPass),
          executor,
          samples -> {
            step.train(samples, learningRate.applyAsDouble(at[0]++), score);
            onStep.run();
          });
    }
    return score;
  }

  private List<Integer> order(int pass) {
    return Shuffle.of(
        IntStream.range(0, train.size()).boxed().toList(), seed.of("photo-order", pass));
  }

  private List<Integer> chunk(List<Integer> order, int i) {
    return order.subList(i * photosPerStep, Math.min(order.size(), (i + 1) * photosPerStep));
  }

  private List<TrainingStep.Sample> samples(
      List<Integer> photos, List<List<Region>> drawn, RunSeed ofPass) {
    List<TrainingStep.Sample> samples = new ArrayList<>();
    for (int photo : photos) {
      if (!drawn.get(photo).isEmpty()) {
        samples.add(augmented(train.get(photo), drawn.get(photo), ofPass));
      }
    }
    return differ(samples)
        ? samples.stream()
            .map(
                one ->
                    new TrainingStep.Sample(
                        Warp.extend(one.photo(), COMMON_MULTIPLE_PX), one.regions(), one.objects()))
            .toList()
        : samples;
  }

  /** Whether the photos have other sizes, and not only other orientations. */
  private static boolean differ(List<TrainingStep.Sample> samples) {
    return samples.stream()
            .map(TrainingStep.Sample::photo)
            .map(
                photo ->
                    List.of(
                        Math.min(photo.width(), photo.height()),
                        Math.max(photo.width(), photo.height())))
            .distinct()
            .count()
        > 1;
  }

  @Override
  public List<RegionPreview> preview() {
    List<List<Region>> drawn = byPhoto(draw.pass(0), train.size());
    RunSeed ofPass = new RunSeed(seed.derive("augmentation", 0));
    List<RegionPreview> seen = new ArrayList<>();
    for (int photo : chunk(order(0), 0)) {
      TrainingPhoto from = train.get(photo);
      seen.addAll(
          RegionPreview.of(
              augmented(from, drawn.get(photo), ofPass), from.regions(), step.context()));
    }
    return seen;
  }

  private TrainingStep.Sample augmented(TrainingPhoto photo, List<Region> drawn, RunSeed ofPass) {
    SplittableRandom random = ofPass.of("photo", photo.regions().imageId());
    Raster raster = photo.raster().get();
    Augmentation.Draw change = augmentation.draw(random);
    List<Region> moved = drawn.stream().map(r -> r.at(change.apply(r.box(), raster))).toList();
    return new TrainingStep.Sample(
        change.apply(raster),
        moved,
        photo.objects().stream().map(box -> change.apply(box, raster)).toList());
  }

  private static List<List<Region>> byPhoto(List<RegionDraw.Drawn> drawn, int photos) {
    List<List<Region>> regions = new ArrayList<>();
    for (int i = 0; i < photos; i++) {
      regions.add(new ArrayList<>());
    }
    drawn.forEach(one -> regions.get(one.photo()).add(one.region()));
    return regions;
  }

  @Override
  public BatchScore validate() {
    BatchScore score = new BatchScore();
    List<List<Region>> drawn = byPhoto(heldOutDraw.pass(0), heldOut.size());
    int[] asked = IntStream.range(0, heldOut.size()).filter(i -> !drawn.get(i).isEmpty()).toArray();
    step.measure(
        asked.length,
        i -> {
          TrainingPhoto photo = heldOut.get(asked[i]);
          return new TrainingStep.Sample(
              photo.raster().get(), drawn.get(asked[i]), photo.objects());
        },
        score);
    return score;
  }
}
