package io.faultline.internal.finetuning;

import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.BatchSampler;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the regions that one pass over the training photos learns from. */
sealed interface RegionDraw {

  /**
   * A region and the place of its photo in the list of training photos.
   *
   * @param photo from 0
   */
  record Drawn(int photo, Region region) {}

  /** The regions of a pass, counted from 0, in the order drawn; always as many. */
  List<Drawn> pass(long pass);

  /** What the user should know about this draw, if anything. */
  default Optional<String> advice() {
    return Optional.empty();
  }

  /**
   * The draw that the options ask for.
   *
   * @param batchSize regions in a batch, where batches are drawn
   * @param most regions in a pass, at most, where they are drawn over all photos
   */
  static RegionDraw of(
      List<TrainingPhoto> photos,
      FineTuneOptions options,
      int batchSize,
      int most,
      String purpose,
      RunSeed seed) {
    List<Drawn> all = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      for (Region region : photos.get(i).regions().regions()) {
        all.add(new Drawn(i, region));
      }
    }
    return options
        .sampler()
        .over(labels(all), batchSize, most)
        .<RegionDraw>map(sampler -> new OverAll(all, sampler, most, purpose, seed))
        .orElseGet(() -> new PerPhoto(photos, options.shared().regions(), purpose, seed));
  }

  /**
   * The draw that measures: as training draws where that is photo by photo, otherwise every region
   * once, so that the loss is that of the held-out photos and not of a sampler's mixture.
   */
  static RegionDraw ofHeldOut(
      List<TrainingPhoto> photos, FineTuneOptions options, String purpose, RunSeed seed) {
    FineTuneOptions all =
        options.sampler().kind() == SamplerOptions.Kind.PER_PHOTO
            ? options
            : options.withSampler(SamplerOptions.DEFAULT.withKind(SamplerOptions.Kind.SHUFFLE));
    return of(photos, all, 1, Integer.MAX_VALUE, purpose, seed);
  }

  /** So many of every photo. */
  record PerPhoto(
      List<TrainingPhoto> photos, RegionSampler.Options options, String purpose, RunSeed seed)
      implements RegionDraw {
    @Override
    public List<Drawn> pass(long pass) {
      RunSeed ofPass = new RunSeed(seed.derive(purpose, pass));
      List<Drawn> drawn = new ArrayList<>();
      for (int i = 0; i < photos.size(); i++) {
        int photo = i;
        RegionSampler.sample(
                photos.get(i).regions(),
                options,
                ofPass.of("regions", photos.get(i).regions().imageId()))
            .regions()
            .forEach(region -> drawn.add(new Drawn(photo, region)));
      }
      return drawn;
    }
  }

  /** By a sampler over the regions of all photos. */
  record OverAll(List<Drawn> all, BatchSampler sampler, int most, String purpose, RunSeed seed)
      implements RegionDraw {
    @Override
    public List<Drawn> pass(long pass) {
      List<Drawn> drawn = new ArrayList<>();
      for (int[] batch : sampler.epoch(labels(all), seed.of(purpose, pass))) {
        for (int position : batch) {
          if (drawn.size() < most) {
            drawn.add(all.get(position));
          }
        }
      }
      return drawn;
    }

    @Override
    public Optional<String> advice() {
      return sampler.advice(all.size());
    }
  }

  private static int[] labels(List<Drawn> drawn) {
    return drawn.stream().mapToInt(one -> one.region().label()).toArray();
  }
}
