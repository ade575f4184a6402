package io.faultline.internal.finetuning;

import io.faultline.image.Raster;
import io.faultline.internal.image.Warp;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import java.util.List;
import java.util.function.Supplier;

/**
 * One region as a training step gets it, to be looked at.
 *
 * @param crop makes what the network gets of the region: a square, augmented, its sides warped
 *     apart from each other. In the {@code shared} regime it is cut from the augmented photo, as
 *     wide as what is pooled, and shows the mean colour outside of the photo
 * @param region label and overlap; the box is in pixels of the photo it was drawn from
 * @param origin where the region comes from
 * @param context sides of the crop relative to the region's, at least 1; 1 where the region fills
 *     the crop, or lies turned in it
 */
public record RegionPreview(Supplier<Raster> crop, Region region, Origin origin, double context) {
  private static final int SHARED_SIDE = 224;

  /** Where a region comes from. */
  public enum Origin {
    /** An annotated box. */
    TRUTH,
    /** An annotated box moved at random. */
    MOVED_TRUTH,
    /** A proposal. */
    PROPOSAL;

    /** A region keeps its overlap wherever it is moved to, so one unknown to the photo is new. */
    static Origin of(Region region, LabelledRegions photo) {
      if (region.truth()) {
        return TRUTH;
      }
      boolean known = photo.regions().stream().anyMatch(other -> other.iou() == region.iou());
      return known ? PROPOSAL : MOVED_TRUTH;
    }
  }

  /** The regions of an augmented photo, widened by the network's context. */
  static List<RegionPreview> of(TrainingStep.Sample sample, LabelledRegions photo, double context) {
    int padding = (int) Math.round(SHARED_SIDE * (1 - 1 / context) / 2);
    return sample.regions().stream()
        .map(
            region ->
                new RegionPreview(
                    () -> Warp.cropAndWarp(sample.photo(), region.box(), SHARED_SIDE, padding),
                    region,
                    Origin.of(region, photo),
                    context))
        .toList();
  }
}
