package io.faultline.backbone;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.region.LabelledRegions;
import io.faultline.region.Region;
import java.util.List;
import java.util.function.Supplier;

/**
 * A photo (or a tile of a large one) with its labelled regions.
 *
 * @param raster loads the pixels; called whenever they are needed, so it should come from a cache
 * @param regions in pixels of that raster
 * @param objects the truth boxes that regions were labelled by, crowds left out
 */
public record TrainingPhoto(Supplier<Raster> raster, LabelledRegions regions, List<Box> objects) {
  /** Copies the list. */
  public TrainingPhoto {
    objects = List.copyOf(objects);
  }

  /** Where the truth boxes are among the regions. */
  public TrainingPhoto(Supplier<Raster> raster, LabelledRegions regions) {
    this(
        raster,
        regions,
        regions.regions().stream().filter(Region::truth).map(Region::box).toList());
  }
}
