package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.StoredRegions;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionSampler;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.StoreConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Frozen features of labelled regions, photo by photo into a {@link FeatureStore}. Every photo
 * gives at most so many rows that all photos together fit the limit.
 *
 * @param rowsPerPhoto at least 4
 */
record FeatureStage(
    RegionEncoder encoder,
    PipelineConfig config,
    int rowsPerPhoto,
    RunSeed seed,
    PhotoFaults faults,
    RunContext context) {
  private static final int MIN_ROWS = 4;

  /** Regions of a photo with how many each stands for. */
  private record Drawn(List<Region> regions, float positiveWeight, float negativeWeight) {}

  /**
   * The stage whose stores take the configured megabytes together.
   *
   * @param photos of all stores
   * @throws FaultlineException with {@code USAGE} where they are too few for so many photos
   */
  static FeatureStage of(
      RegionEncoder encoder,
      PipelineConfig config,
      int photos,
      RunSeed seed,
      PhotoFaults faults,
      RunContext context) {
    StoreConfig store = config.classifier().store();
    long perPhoto = FeatureStore.bytesPerRow(encoder.dimension()) * Math.max(1, photos);
    long rows = ((long) store.megabytes() << 20) / perPhoto;
    if (rows < MIN_ROWS) {
      throw new FaultlineException(
          Problem.USAGE,
          "classifier.store.megabytes is "
              + store.megabytes()
              + "; "
              + photos
              + " photos with features of width "
              + encoder.dimension()
              + " need at least "
              + (((MIN_ROWS * perPhoto) >> 20) + 1));
    }
    return new FeatureStage(
        encoder, config, (int) Math.min(rows, store.rowsPerPhoto()), seed, faults, context);
  }

  /**
   * What classifiers learn from: all positives up to half of a photo's rows, where they are few
   * also truth boxes moved at random as in fine-tuning, and negatives drawn evenly.
   */
  FeatureStore learnt(List<TrainingPhoto> photos, Path file) {
    return store("features", photos, file, true);
  }

  /**
   * What classifiers are calibrated on: proposals alone, as in detection, no truth boxes. A row of
   * a photo whose regions were not all taken stands for as many as were left out.
   */
  FeatureStore judged(List<TrainingPhoto> photos, Path file) {
    return store("held-out features", photos, file, false);
  }

  private FeatureStore store(
      String stage, List<TrainingPhoto> photos, Path file, boolean learning) {
    FeatureStore store = FeatureStore.create(file, encoder.dimension());
    context.progress().begin(stage, photos.size(), "photos");
    int asked = 0;
    int accepted = 0;
    try {
      for (int i = 0; i < photos.size(); i++) {
        LabelledRegions all = photos.get(i).regions();
        Drawn drawn = learning ? toLearn(all) : toJudge(all);
        if (!drawn.regions().isEmpty()) {
          StoredRegions rows = rows(photos.get(i), drawn);
          asked++;
          if (faults.accepts(rows.imageId(), rows.features())) {
            store.add(rows);
            accepted++;
          }
        }
        context.progress().advance(i + 1);
      }
      faults.requireAny(asked, accepted);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    } finally {
      context.progress().end();
    }
  }

  private StoredRegions rows(TrainingPhoto photo, Drawn drawn) {
    List<Region> regions = drawn.regions();
    FeatureMatrix features =
        encoder.encode(photo.raster().get(), regions.stream().map(Region::box).toList());
    int[] labels = new int[regions.size()];
    float[] ious = new float[regions.size()];
    float[] weights = new float[regions.size()];
    for (int row = 0; row < labels.length; row++) {
      Region region = regions.get(row);
      labels[row] = region.label();
      ious[row] = (float) region.iou();
      weights[row] = region.positive() ? drawn.positiveWeight() : drawn.negativeWeight();
    }
    return new StoredRegions(photo.regions().imageId(), features, labels, ious, weights);
  }

  private Drawn toLearn(LabelledRegions photo) {
    RegionSampler.Options usual = config.fineTune().shared().regions();
    int wanted = (int) Math.floor(usual.count() * usual.positiveFraction());
    int found = (int) photo.regions().stream().filter(Region::positive).count();
    int most = Math.min(Math.max(found, wanted), rowsPerPhoto / 2);
    List<Region> regions = new ArrayList<>();
    if (found > 0) {
      RegionSampler.sample(
              photo,
              new RegionSampler.Options(most, 1, found < wanted ? usual.jitterIou() : 1, 0),
              seed.of("feature-positives", photo.imageId()))
          .regions()
          .stream()
          .filter(Region::positive)
          .forEach(regions::add);
    }
    regions.addAll(negatives(photo, rowsPerPhoto - regions.size()));
    return new Drawn(regions, 1, 1);
  }

  private Drawn toJudge(LabelledRegions photo) {
    LabelledRegions proposals =
        new LabelledRegions(
            photo.imageId(), photo.regions().stream().filter(r -> !r.truth()).toList());
    int found = (int) proposals.regions().stream().filter(Region::positive).count();
    int others = proposals.regions().size() - found;
    List<Region> regions = new ArrayList<>();
    if (found > 0) {
      RegionSampler.sample(
              proposals,
              new RegionSampler.Options(Math.min(found, rowsPerPhoto / 2), 1, 1, 0),
              seed.of("feature-positives", photo.imageId()))
          .regions()
          .stream()
          .filter(Region::positive)
          .forEach(regions::add);
    }
    int positives = regions.size();
    regions.addAll(negatives(proposals, rowsPerPhoto - positives));
    int negatives = regions.size() - positives;
    return new Drawn(
        regions,
        positives > 0 ? (float) found / positives : 1,
        negatives > 0 ? (float) others / negatives : 1);
  }

  /** Negatives, each equally likely. */
  private List<Region> negatives(LabelledRegions photo, int count) {
    return RegionSampler.sample(
            photo,
            new RegionSampler.Options(Math.max(1, count), 0, 1, 0),
            seed.of("feature-negatives", photo.imageId()))
        .regions();
  }
}
