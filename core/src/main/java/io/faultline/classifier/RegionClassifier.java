package io.faultline.classifier;

/** Computes a probability of each class from feature vectors. */
public interface RegionClassifier extends AutoCloseable {

  /**
   * The largest log-odds of a trained classifier. A model with a larger bias or tree leaf is
   * damaged and is refused.
   */
  double MAX_LOG_ODDS = 1000;

  /**
   * The probability of every class for every row, {@code [rows][classes]}, each in [0, 1]; class
   * {@code c} is the one with {@code Region.label() == c + 1}. Background is not a column.
   */
  float[][] probabilities(FeatureMatrix features);

  /** The number of classes without background. */
  int classes();

  /** The length of the feature vectors that it was trained on. */
  int columns();

  /**
   * The probability from which the classifier decides that a region holds an object of a class.
   * Before calibration it is 0.5, because many training regions hold an object. Few of the
   * proposals of a photo hold an object, so after calibration the same regions have lower
   * probabilities.
   */
  default double decisionPoint(int classIndex) {
    return 0.5;
  }

  /** Frees native memory, if there is any. The classifier must not be used afterwards. */
  @Override
  default void close() {}
}
