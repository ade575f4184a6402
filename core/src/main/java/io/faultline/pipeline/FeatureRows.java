package io.faultline.pipeline;

import io.faultline.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/** Joins the feature matrices of many photos. */
final class FeatureRows {
  private final int columns;
  private final List<FeatureMatrix> parts = new ArrayList<>();

  FeatureRows(int columns) {
    this.columns = columns;
  }

  void add(FeatureMatrix part) {
    parts.add(part);
  }

  FeatureMatrix matrix() {
    return FeatureMatrix.join(columns, parts);
  }
}
