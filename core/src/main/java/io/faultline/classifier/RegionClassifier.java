package io.faultline.classifier;

import io.faultline.feature.FeatureMatrix;

/** Turns feature vectors into per-class probabilities. */
public interface RegionClassifier {

  /**
   * The probability of every class for every row, {@code [rows][classes]}, each in [0, 1]; class
   * {@code c} is the one with {@code Region.label() == c + 1}. Background is not a column.
   */
  float[][] probabilities(FeatureMatrix features);

  /** How many classes, background left out. */
  int classes();
}
