package io.faultline.internal.region;

import io.faultline.geometry.Box;

/**
 * A box to learn from.
 *
 * @param box in pixels of the photo
 * @param iou overlap with the best truth box of the photo, in [0, 1]; 0 on a clean photo
 * @param label {@link #NEGATIVE} for background, otherwise the class number: 1 + the position of
 *     the truth's category in the dataset
 * @param truth whether this is a ground-truth box itself
 * @param object which object of the photo the box overlaps best, so that its box, its overlap or
 *     its outline can be learnt: the position among the photo's objects (crowds left out), also of
 *     a negative that overlaps one; otherwise {@link #NO_OBJECT}
 */
public record Region(Box box, double iou, int label, boolean truth, int object) {
  /** The label of background. */
  public static final int NEGATIVE = 0;

  /** Where no object is known, or none overlaps the box. */
  public static final int NO_OBJECT = -1;

  /** A box whose object is not known. */
  public Region(Box box, double iou, int label, boolean truth) {
    this(box, iou, label, truth, NO_OBJECT);
  }

  /** The same region where its photo was moved. */
  public Region at(Box moved) {
    return new Region(moved, iou, label, truth, object);
  }

  /** Whether this holds an object. */
  public boolean positive() {
    return label > NEGATIVE;
  }
}
