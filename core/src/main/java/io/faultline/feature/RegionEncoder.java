package io.faultline.feature;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.List;

/** Turns regions of a photo into feature vectors with a frozen backbone. */
public interface RegionEncoder {

  /** One row per box, in order; no rows for no boxes. */
  FeatureMatrix encode(Raster raster, List<Box> boxes);

  /** The length of a feature vector. */
  int dimension();
}
