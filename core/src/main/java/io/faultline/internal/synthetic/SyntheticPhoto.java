package io.faultline.internal.synthetic;

import io.faultline.dataset.Annotation;
import io.faultline.image.Raster;
import io.faultline.internal.image.Mask;
import java.util.List;

/**
 * A made photo with its truth.
 *
 * @param photo what a camera would deliver
 * @param mask the pixels of all cracks
 * @param cracks one annotation per connected crack, branches included: the tight box of its pixels,
 *     their number as area, their border as polygon; numbered from 1, category 1
 */
public record SyntheticPhoto(Raster photo, Mask mask, List<Annotation> cracks) {
  /** Copies the list. */
  public SyntheticPhoto {
    cracks = List.copyOf(cracks);
  }

  /** Whether there is no crack. */
  public boolean isClean() {
    return cracks.isEmpty();
  }
}
