package io.faultline.internal.feature;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import java.util.List;

/** Encodes regions of one photo, which is looked at once however often it is asked. */
public interface PhotoEncoder extends AutoCloseable {

  /** One row per box, in order; no rows for no boxes. */
  FeatureMatrix encode(List<Box> boxes);

  /** Frees what is kept of the photo. */
  @Override
  void close();
}
