package io.faultline.pipeline;

import io.faultline.feature.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;

/** Joins the feature matrices of many photos. */
final class FeatureRows {
  private final int columns;
  private final List<float[]> parts = new ArrayList<>();

  FeatureRows(int columns) {
    this.columns = columns;
  }

  void add(FeatureMatrix part) {
    parts.add(part.toArray());
  }

  FeatureMatrix matrix() {
    int size = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    float[] joined = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return new FeatureMatrix(size / columns, columns, joined);
  }
}
