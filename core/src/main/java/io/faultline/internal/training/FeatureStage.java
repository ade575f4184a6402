package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.StoredRegions;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.StoreConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
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

  /** What classifiers learn from ({@link FeatureDraw#toLearn}). */
  FeatureStore learnt(List<TrainingPhoto> photos, Path file) {
    return store("features", photos, file, true);
  }

  /** What classifiers are calibrated on ({@link FeatureDraw#toJudge}). */
  FeatureStore judged(List<TrainingPhoto> photos, Path file) {
    return store("held-out features", photos, file, false);
  }

  private FeatureStore store(
      String stage, List<TrainingPhoto> photos, Path file, boolean learning) {
    FeatureStore store = FeatureStore.create(file, encoder.dimension());
    context.progress().begin(stage, photos.size(), "photos");
    FeatureDraw draw = FeatureDraw.of(config, rowsPerPhoto, seed);
    int asked = 0;
    int accepted = 0;
    try {
      for (int i = 0; i < photos.size(); i++) {
        LabelledRegions all = photos.get(i).regions();
        FeatureDraw.Drawn drawn = learning ? draw.toLearn(all) : draw.toJudge(all);
        if (!drawn.regions().isEmpty()) {
          StoredRegions rows =
              drawn.rows(
                  all.imageId(), encoder.encode(photos.get(i).raster().get(), drawn.boxes()));
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
}
