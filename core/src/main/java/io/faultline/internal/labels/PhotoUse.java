package io.faultline.internal.labels;

/** What the photos of a dataset are needed for. */
public enum PhotoUse {
  /** Their pixels: a photo whose file is not there is listed and not in the dataset. */
  PIXELS,
  /** Their sizes, where the files are there; others are as the labels say. */
  SIZES,
  /**
   * Nothing, as in scoring: records are taken by their ids, and files are opened only for sizes
   * that are not stated.
   */
  NOTHING
}
