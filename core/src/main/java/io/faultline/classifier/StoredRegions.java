package io.faultline.classifier;

/**
 * The regions of one photo in a {@link FeatureStore}: a vector, label, overlap and weight for each.
 */
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
   * @param imageId id of the photo (or tile)
   * @param labels 0 = background, {@code c + 1} = class {@code c}, as {@code Region.label()}
   * @param ious IoU with the best labelled box, in [0, 1]; 1 for a labelled box itself
   * @param weights number of regions of the photo that a row stands for, greater than 0
   */
  public StoredRegions(
      long imageId, FeatureMatrix features, int[] labels, float[] ious, float[] weights) {
    this(imageId, 0, features, labels.clone(), ious.clone(), weights.clone());
  }

  /** Uses the arrays without a copy. */
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

  /** The id of the photo (or tile). */
  public long imageId() {
    return imageId;
  }

  /** The number of row 0 among all rows of the store. */
  public long firstRow() {
    return firstRow;
  }

  /** The number of regions. */
  public int rows() {
    return labels.length;
  }

  /** The vectors. */
  public FeatureMatrix features() {
    return features;
  }

  /** The label: 0 = background, otherwise 1 + the class. */
  public int label(int row) {
    return labels[row];
  }

  /** The IoU with the best labelled box, in [0, 1]. */
  public float iou(int row) {
    return ious[row];
  }

  /** The number of regions of the photo that this one stands for. */
  public float weight(int row) {
    return weights[row];
  }
}
