package io.faultline.classifier;

/** Turns feature vectors into per-class probabilities. */
public interface RegionClassifier extends AutoCloseable {

  /**
   * Log-odds beyond these are no answer of a trained classifier, but damage: a bias or the leaf of
   * a tree is refused with them.
   */
  double MAX_LOG_ODDS = 1000;

  /**
   * The probability of every class for every row, {@code [rows][classes]}, each in [0, 1]; class
   * {@code c} is the one with {@code Region.label() == c + 1}. Background is not a column.
   */
  float[][] probabilities(FeatureMatrix features);

  /** How many classes, background left out. */
  int classes();

  /** The width of the features that it was trained on. */
  int columns();

  /**
   * The probability from which the classifier takes a region for an object of a class. It is 0.5 in
   * the mixture that was learnt from, where objects are many; calibrated to all proposals of a
   * photo, of which few hold one, the same regions have lower probabilities.
   */
  default double decisionPoint(int classIndex) {
    return 0.5;
  }

  /** Frees native memory, where there is any; the classifier must not be used afterwards. */
  @Override
  default void close() {}
}
