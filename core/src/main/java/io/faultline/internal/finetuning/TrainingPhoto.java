package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Warp;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import java.util.List;
import java.util.function.Supplier;

/**
 * A photo (or a tile of a large one) with its labelled regions.
 *
 * @param raster loads the pixels; called whenever they are needed, so it should come from a cache
 * @param regions in pixels of that raster
 * @param objects the truth boxes that regions were labelled by, crowds left out; {@link
 *     Region#object} counts in them
 * @param crops cuts regions out, in the {@code warp} regime
 */
public record TrainingPhoto(
    Supplier<Raster> raster, LabelledRegions regions, List<Box> objects, Crops crops) {

  /** Gives the regions of a photo as squares. */
  @FunctionalInterface
  public interface Crops {
    /**
     * A region warped to a square, as {@link Warp#cropAndWarp} says.
     *
     * @param box of the region
     * @param side of the square in pixels
     * @param contextPaddingPx context around the region, at the warped scale
     */
    Raster cut(Box box, int side, int contextPaddingPx);
  }

  /** Copies the list. */
  public TrainingPhoto {
    objects = List.copyOf(objects);
  }

  /** A photo whose crops are cut from its pixels. */
  public TrainingPhoto(Supplier<Raster> raster, LabelledRegions regions, List<Box> objects) {
    this(
        raster,
        regions,
        objects,
        (box, side, padding) -> Warp.cropAndWarp(raster.get(), box, side, padding));
  }

  /** Where the truth boxes are among the regions. */
  public TrainingPhoto(Supplier<Raster> raster, LabelledRegions regions) {
    this(
        raster,
        regions,
        regions.regions().stream().filter(Region::truth).map(Region::box).toList());
  }

  /**
   * A photo that is not there any more, but crops of it are: for the {@code warp} regime alone.
   *
   * @param regions their boxes tell them apart and mean nothing else; none is a truth box, for
   *     those are moved at random where positives are few
   */
  public static TrainingPhoto ofCrops(LabelledRegions regions, Crops crops) {
    if (regions.regions().stream().anyMatch(Region::truth)) {
      throw new IllegalArgumentException("a truth box cannot be moved where there is no photo");
    }
    return new TrainingPhoto(
        () -> {
          throw new IllegalStateException("there are crops of this photo, and no photo");
        },
        regions,
        List.of(),
        crops);
  }
}
