package io.faultline.region;

import io.faultline.geometry.Box;

/**
 * A box to learn from.
 *
 * @param box in pixels of the photo
 * @param iou overlap with the best truth box of the photo, in [0, 1]; 0 on a clean photo
 * @param label {@link #NEGATIVE} for background, otherwise the class number: 1 + the position of
 *     the truth's category in the dataset
 * @param truth whether this is a ground-truth box itself
 */
public record Region(Box box, double iou, int label, boolean truth) {
  /** The label of background. */
  public static final int NEGATIVE = 0;

  /** Whether this holds an object. */
  public boolean positive() {
    return label > NEGATIVE;
  }
}
