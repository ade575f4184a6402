package io.faultline.internal.training;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.StoredRegions;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionSampler;
import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the regions of a photo (or tile) whose features classifiers see. A draw depends on the
 * photo's id, its regions and the seed alone.
 *
 * @param usual how fine-tuning draws
 * @param rowsPerPhoto at most so many, at least 4
 */
record FeatureDraw(RegionSampler.Options usual, int rowsPerPhoto, RunSeed seed) {

  /** The draw of a configuration. */
  static FeatureDraw of(PipelineConfig config, int rowsPerPhoto, RunSeed seed) {
    return new FeatureDraw(config.fineTune().shared().regions(), rowsPerPhoto, seed);
  }

  /** Regions of a photo with how many each stands for. */
  record Drawn(List<Region> regions, float positiveWeight, float negativeWeight) {
    List<Box> boxes() {
      return regions.stream().map(Region::box).toList();
    }

    /**
     * The rows to store.
     *
     * @param features one row for each region
     */
    StoredRegions rows(long imageId, FeatureMatrix features) {
      int[] labels = new int[regions.size()];
      float[] ious = new float[regions.size()];
      float[] weights = new float[regions.size()];
      for (int row = 0; row < labels.length; row++) {
        Region region = regions.get(row);
        labels[row] = region.label();
        ious[row] = (float) region.iou();
        weights[row] = region.positive() ? positiveWeight : negativeWeight;
      }
      return new StoredRegions(imageId, features, labels, ious, weights);
    }
  }

  /**
   * What classifiers learn from: all positives up to half of a photo's rows, where they are few
   * also truth boxes moved at random as in fine-tuning, and negatives drawn evenly.
   */
  Drawn toLearn(LabelledRegions photo) {
    int wanted = (int) Math.floor(usual.count() * usual.positiveFraction());
    int found = (int) photo.regions().stream().filter(Region::positive).count();
    int most = Math.min(Math.max(found, wanted), rowsPerPhoto / 2);
    List<Region> regions = positives(photo, found, most, found < wanted ? usual.jitterIou() : 1);
    regions.addAll(negatives(photo, rowsPerPhoto - regions.size()));
    return new Drawn(regions, 1, 1);
  }

  /**
   * What classifiers are calibrated on: proposals alone, as in detection, no truth boxes. A row of
   * a photo whose regions were not all taken stands for as many as were left out.
   */
  Drawn toJudge(LabelledRegions photo) {
    LabelledRegions proposals =
        new LabelledRegions(
            photo.imageId(), photo.regions().stream().filter(r -> !r.truth()).toList());
    int found = (int) proposals.regions().stream().filter(Region::positive).count();
    int others = proposals.regions().size() - found;
    List<Region> regions = positives(proposals, found, Math.min(found, rowsPerPhoto / 2), 1);
    int positives = regions.size();
    regions.addAll(negatives(proposals, rowsPerPhoto - positives));
    int negatives = regions.size() - positives;
    return new Drawn(
        regions,
        positives > 0 ? (float) found / positives : 1,
        negatives > 0 ? (float) others / negatives : 1);
  }

  /** So many positives at most, each equally likely, and moved truth boxes where they are few. */
  private List<Region> positives(LabelledRegions photo, int found, int most, double jitterIou) {
    List<Region> regions = new ArrayList<>();
    if (found > 0) {
      RegionSampler.sample(
              photo,
              new RegionSampler.Options(most, 1, jitterIou, 0),
              seed.of("feature-positives", photo.imageId()))
          .regions()
          .stream()
          .filter(Region::positive)
          .forEach(regions::add);
    }
    return regions;
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
