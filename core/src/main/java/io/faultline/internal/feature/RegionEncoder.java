package io.faultline.internal.feature;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;

/** Turns regions of a photo into feature vectors with a frozen backbone. */
public interface RegionEncoder {

  /** Takes up a photo, to encode regions of it in several calls; close what is given. */
  PhotoEncoder open(Raster raster);

  /** One row per box, in order; no rows for no boxes. */
  default FeatureMatrix encode(Raster raster, List<Box> boxes) {
    try (PhotoEncoder photo = open(raster)) {
      return photo.encode(boxes);
    }
  }

  /** The length of a feature vector. */
  int dimension();
}
