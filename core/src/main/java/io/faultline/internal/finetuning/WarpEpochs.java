package io.faultline.internal.finetuning;

import io.faultline.image.Raster;
import io.faultline.internal.concurrent.Prefetch;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongToDoubleFunction;

/** The {@code warp} regime: a step is a batch of warped crops drawn over all photos. */
final class WarpEpochs implements EpochPlan {
  private final List<TrainingPhoto> train;
  private final List<TrainingPhoto> heldOut;
  private final RegionDraw draw;
  private final List<RegionDraw.Drawn> measured;
  private final FineTuneOptions options;
  private final int drawnPerEpoch;
  private final TrainingStep step;
  private final RunSeed seed;
  private final Executor executor;

  WarpEpochs(
      List<TrainingPhoto> train,
      List<TrainingPhoto> heldOut,
      FineTuneOptions options,
      TrainingStep step,
      RunSeed seed,
      Executor executor) {
    this.train = train;
    this.heldOut = heldOut;
    this.options = options;
    this.step = step;
    this.seed = seed;
    this.executor = executor;
    int most = options.warp().cropsPerEpoch();
    this.draw =
        RegionDraw.of(train, options, options.warp().cropsPerStep(), most, "training-crops", seed);
    this.drawnPerEpoch = Math.min(most, draw.pass(0).size());
    List<RegionDraw.Drawn> shuffled =
        Shuffle.of(
            RegionDraw.ofHeldOut(heldOut, options, "held-out-crops", seed).pass(0),
            seed.of("held-out-crops"));
    this.measured = shuffled.subList(0, Math.min(shuffled.size(), Math.max(1, most / 5)));
  }

  private int cropsPerStep() {
    return options.warp().cropsPerStep() * options.accumulate();
  }

  @Override
  public Optional<String> advice() {
    return draw.advice();
  }

  @Override
  public long stepsPerEpoch() {
    return Math.max(1, -Math.floorDiv(-drawnPerEpoch, cropsPerStep()));
  }

  @Override
  public BatchScore train(int epoch, LongToDoubleFunction learningRate, Runnable onStep) {
    List<RegionDraw.Drawn> drawn = drawn(epoch);
    RunSeed ofEpoch = new RunSeed(seed.derive("crop-augmentation", epoch));
    BatchScore score = new BatchScore();
    long[] at = {(epoch - 1) * stepsPerEpoch()};
    Prefetch.forEach(
        Math.toIntExact(stepsPerEpoch()),
        1,
        i -> augmented(chunk(drawn, i), i, ofEpoch),
        executor,
        crops -> {
          step.trainCrops(crops, learningRate.applyAsDouble(at[0]++), score);
          onStep.run();
        });
    return score;
  }

  /** Batches keep the mix that a sampler gave them; what came photo by photo is mixed. */
  private List<RegionDraw.Drawn> drawn(int epoch) {
    List<RegionDraw.Drawn> drawn = draw.pass(epoch);
    List<RegionDraw.Drawn> mixed =
        options.sampler().kind() == SamplerOptions.Kind.PER_PHOTO
            ? Shuffle.of(drawn, seed.of("crop-order", epoch))
            : drawn;
    return mixed.subList(0, drawnPerEpoch);
  }

  private List<RegionDraw.Drawn> chunk(List<RegionDraw.Drawn> drawn, int i) {
    return drawn.subList(i * cropsPerStep(), Math.min(drawn.size(), (i + 1) * cropsPerStep()));
  }

  private TrainingStep.Crops augmented(List<RegionDraw.Drawn> drawn, int i, RunSeed ofEpoch) {
    List<Raster> crops = new ArrayList<>();
    for (int k = 0; k < drawn.size(); k++) {
      Augmentation.Draw change = change((long) i * cropsPerStep() + k, ofEpoch);
      crops.add(change.apply(warped(train, drawn.get(k))));
    }
    return new TrainingStep.Crops(crops, regions(drawn));
  }

  @Override
  public List<RegionPreview> preview() {
    List<RegionDraw.Drawn> drawn = chunk(drawn(1), 0);
    RunSeed ofEpoch = new RunSeed(seed.derive("crop-augmentation", 1));
    List<RegionPreview> seen = new ArrayList<>();
    for (int k = 0; k < drawn.size(); k++) {
      RegionDraw.Drawn one = drawn.get(k);
      Augmentation.Draw change = change(k, ofEpoch);
      seen.add(
          new RegionPreview(
              () -> change.apply(warped(train, one)),
              one.region(),
              RegionPreview.Origin.of(one.region(), train.get(one.photo()).regions()),
              change.degrees() == 0 ? options.warp().context() : 1));
    }
    return seen;
  }

  private Augmentation.Draw change(long crop, RunSeed ofEpoch) {
    return options.augmentation().draw(ofEpoch.of("crop", crop));
  }

  @Override
  public BatchScore validate() {
    BatchScore score = new BatchScore();
    int size = step.itemsPerPass();
    step.measureCrops(
        -Math.floorDiv(-measured.size(), size),
        i -> {
          List<RegionDraw.Drawn> batch =
              measured.subList(i * size, Math.min(measured.size(), (i + 1) * size));
          return new TrainingStep.Crops(
              batch.stream().map(one -> warped(heldOut, one)).toList(), regions(batch));
        },
        score);
    return score;
  }

  private Raster warped(List<TrainingPhoto> photos, RegionDraw.Drawn one) {
    return photos
        .get(one.photo())
        .crops()
        .cut(one.region().box(), options.warp().cropSide(), options.warp().contextPadding());
  }

  private static List<Region> regions(List<RegionDraw.Drawn> drawn) {
    return drawn.stream().map(RegionDraw.Drawn::region).toList();
  }
}
