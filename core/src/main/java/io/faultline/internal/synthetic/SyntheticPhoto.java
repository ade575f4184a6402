package io.faultline.internal.synthetic;

import io.faultline.dataset.Annotation;
import io.faultline.image.Raster;
import io.faultline.internal.image.Mask;
import java.util.List;
import java.util.Map;

/**
 * A made photo with its truth.
 *
 * @param photo what a camera would deliver
 * @param mask the pixels of all cracks
 * @param cracks one annotation per connected crack, branches included: the tight box of its pixels,
 *     their number as area, their border as polygon; numbered from 1, category 1. In photos of
 *     style {@code varied} a crack may be in pieces, with a polygon for each
 * @param drawn in photos of style {@code varied}, the random numbers that describe them, by part
 */
public record SyntheticPhoto(
    Raster photo, Mask mask, List<Annotation> cracks, Map<String, Map<String, Double>> drawn) {
  /** Copies the list. */
  public SyntheticPhoto {
    cracks = List.copyOf(cracks);
  }

  /** A photo without a description. */
  SyntheticPhoto(Raster photo, Mask mask, List<Annotation> cracks) {
    this(photo, mask, cracks, Map.of());
  }

  /** Whether there is no crack. */
  public boolean isClean() {
    return cracks.isEmpty();
  }
}
