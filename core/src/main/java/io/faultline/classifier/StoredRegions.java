package io.faultline.classifier;

/** The regions of one photo in a {@link FeatureStore}: vectors and what is known of each. */
public final class StoredRegions {
  private final long imageId;
  private final long firstRow;
  private final FeatureMatrix features;
  private final int[] labels;
  private final float[] ious;
  private final float[] weights;

  /**
   * Copies the arrays, one entry per row each.
   *
   * @param imageId the photo (or tile)
   * @param labels 0 = background, {@code c + 1} = class {@code c}, as {@code Region.label()}
   * @param ious overlap with the best truth box, in [0, 1]; 1 for a truth box itself
   * @param weights how many regions of the photo a row stands for, greater than 0
   */
  public StoredRegions(
      long imageId, FeatureMatrix features, int[] labels, float[] ious, float[] weights) {
    this(imageId, 0, features, labels.clone(), ious.clone(), weights.clone());
  }

  /** Takes the arrays without a copy. */
  StoredRegions(
      long imageId,
      long firstRow,
      FeatureMatrix features,
      int[] labels,
      float[] ious,
      float[] weights) {
    int rows = features.rows();
    if (labels.length != rows || ious.length != rows || weights.length != rows) {
      throw new IllegalArgumentException(
          rows
              + " rows do not fit "
              + labels.length
              + " labels, "
              + ious.length
              + " overlaps and "
              + weights.length
              + " weights");
    }
    this.imageId = imageId;
    this.firstRow = firstRow;
    this.features = features;
    this.labels = labels;
    this.ious = ious;
    this.weights = weights;
  }

  /** The photo (or tile). */
  public long imageId() {
    return imageId;
  }

  /** The number of row 0 among all rows of the store. */
  public long firstRow() {
    return firstRow;
  }

  /** How many regions. */
  public int rows() {
    return labels.length;
  }

  /** The vectors. */
  public FeatureMatrix features() {
    return features;
  }

  /** 0 = background, otherwise 1 + the class. */
  public int label(int row) {
    return labels[row];
  }

  /** The overlap with the best truth box, in [0, 1]. */
  public float iou(int row) {
    return ious[row];
  }

  /** How many regions of the photo this one stands for. */
  public float weight(int row) {
    return weights[row];
  }
}
