package io.faultline.pipeline;

import io.faultline.backbone.FineTuneOptions;
import io.faultline.backbone.TrainingPhoto;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.feature.RegionEncoder;
import io.faultline.provenance.RunSeed;
import io.faultline.region.Region;
import io.faultline.region.RegionSampler;
import java.util.ArrayList;
import java.util.List;

/**
 * Frozen features of training regions: of each photo as many as fine-tuning draws from it,
 * positives first, so that memory grows with photos and not with proposals.
 */
record FeatureStage(
    RegionEncoder encoder, FineTuneOptions options, RunSeed seed, RunContext context) {

  /** Features and labels of the drawn regions of all photos. */
  LabelledFeatures of(String stage, List<TrainingPhoto> photos) {
    context.progress().begin(stage, photos.size(), "photos");
    FeatureRows rows = new FeatureRows(encoder.dimension());
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      TrainingPhoto photo = photos.get(i);
      List<Region> drawn =
          RegionSampler.sample(
                  photo.regions(),
                  options.shared().regions(),
                  seed.of("feature-regions", photo.regions().imageId()))
              .regions();
      rows.add(encoder.encode(photo.raster().get(), drawn.stream().map(Region::box).toList()));
      drawn.forEach(region -> labels.add(region.label()));
      context.progress().advance(i + 1);
    }
    context.progress().end();
    return new LabelledFeatures(
        rows.matrix(), labels.stream().mapToInt(Integer::intValue).toArray());
  }
}
