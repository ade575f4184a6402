package io.faultline.classifier;

/** Feature vectors with their labels, from which a classifier learns; immutable. */
public final class LabelledFeatures {
  private final FeatureMatrix features;
  private final int[] labels;

  /**
   * Copies the labels.
   *
   * @param labels one per row: 0 = background, {@code c + 1} = class {@code c}, as {@code
   *     Region.label()}
   * @throws IllegalArgumentException if rows and labels differ in number or a label is negative
   */
  public LabelledFeatures(FeatureMatrix features, int[] labels) {
    if (labels.length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows do not fit " + labels.length + " labels");
    }
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("label is " + label + "; it must be >= 0");
      }
    }
    this.features = features;
    this.labels = labels.clone();
  }

  /** The vectors. */
  public FeatureMatrix features() {
    return features;
  }

  /** The number of rows. */
  public int rows() {
    return labels.length;
  }

  /** The label of one row. */
  public int label(int row) {
    return labels[row];
  }

  /** The number of rows of regions that hold an object. */
  public int positives() {
    int positives = 0;
    for (int label : labels) {
      positives += label > 0 ? 1 : 0;
    }
    return positives;
  }

  /**
   * The number of rows for each label from 0 to {@code classes}; a higher label throws {@link
   * IllegalArgumentException}.
   */
  public int[] counts(int classes) {
    int[] counts = new int[classes + 1];
    for (int label : labels) {
      if (label > classes) {
        throw new IllegalArgumentException(
            "label is " + label + "; with " + classes + " classes it must be <= " + classes);
      }
      counts[label]++;
    }
    return counts;
  }
}
