package io.faultline.internal.evaluation;

/**
 * What a detector says of one region of a test set.
 *
 * @param photo from 0, in the dataset's order
 * @param label 0 for background, otherwise 1 + the class
 * @param likeliest 1 + the class of highest probability
 * @param probability of that class, in [0, 1]
 */
public record RegionAnswer(int photo, int label, int likeliest, double probability) {
  /** Checks the ranges. */
  public RegionAnswer {
    if (photo < 0 || label < 0 || likeliest < 1) {
      throw new IllegalArgumentException(
          "photo is "
              + photo
              + ", label "
              + label
              + ", likeliest "
              + likeliest
              + "; they must be >= 0, >= 0 and >= 1");
    }
    if (!(probability >= 0) || !(probability <= 1)) {
      throw new IllegalArgumentException(
          "probability is " + probability + "; it must be in [0, 1]");
    }
  }

  /** What the region is taken for at a threshold: 0 for background, otherwise 1 + the class. */
  public int at(double threshold) {
    return probability >= threshold ? likeliest : 0;
  }
}
