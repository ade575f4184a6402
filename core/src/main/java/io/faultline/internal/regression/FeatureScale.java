package io.faultline.internal.regression;

import io.faultline.classifier.FeatureMatrix;

/** What brings features to the mean norm that R-CNN's had, so that penalties mean the same. */
final class FeatureScale {
  private static final double MEAN_NORM = 20;

  private FeatureScale() {}

  /** The factor; 1 where there is nothing to scale. */
  static double of(FeatureMatrix features) {
    double norms = 0;
    for (int row = 0; row < features.rows(); row++) {
      double square = 0;
      for (int i = 0; i < features.columns(); i++) {
        square += (double) features.at(row, i) * features.at(row, i);
      }
      norms += Math.sqrt(square);
    }
    return norms > 0 ? MEAN_NORM * features.rows() / norms : 1;
  }
}
