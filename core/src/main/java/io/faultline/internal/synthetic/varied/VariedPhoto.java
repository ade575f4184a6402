package io.faultline.internal.synthetic.varied;

import io.faultline.dataset.Annotation;
import io.faultline.image.Raster;
import io.faultline.internal.image.Mask;
import java.util.List;
import java.util.Map;

/**
 * A photo, its truth, and what was drawn for it.
 *
 * @param photo what the camera delivers
 * @param mask the visible pixels of all cracks
 * @param cracks one annotation for each crack
 * @param drawn the random numbers that have a name, by part
 */
public record VariedPhoto(
    Raster photo, Mask mask, List<Annotation> cracks, Map<String, Map<String, Double>> drawn) {
  /** Copies the list. */
  public VariedPhoto {
    cracks = List.copyOf(cracks);
  }
}
