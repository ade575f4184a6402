package io.faultline.backbone;

import io.faultline.image.Raster;
import io.faultline.region.LabelledRegions;
import java.util.function.Supplier;

/**
 * A photo (or a tile of a large one) with its labelled regions.
 *
 * @param raster loads the pixels; called whenever they are needed, so it should come from a cache
 * @param regions in pixels of that raster
 */
public record TrainingPhoto(Supplier<Raster> raster, LabelledRegions regions) {}
