package io.faultline.dataset;

import java.util.Optional;

/**
 * How datasets are read, whatever their form.
 *
 * @param keepUnlabelled whether lost labels are taken as never having been: a photo that lost all
 *     of them is a clean one, and most labels may be lost
 * @param photos what the photos are needed for
 * @param boxes what the numbers of COCO boxes are; empty: left upper corner, width and height in
 *     pixels, unless the file shows something else
 */
public record DatasetOptions(boolean keepUnlabelled, PhotoUse photos, Optional<BoxForm> boxes) {
  /** A photo that lost labels is never taken for a clean one; photos need not be there. */
  public static final DatasetOptions DEFAULT =
      new DatasetOptions(false, PhotoUse.SIZES, Optional.empty());

  /** The same with another {@link #keepUnlabelled}. */
  public DatasetOptions withKeepUnlabelled(boolean value) {
    return new DatasetOptions(value, photos, boxes);
  }

  /** The same with another {@link #photos}. */
  public DatasetOptions withPhotos(PhotoUse value) {
    return new DatasetOptions(keepUnlabelled, value, boxes);
  }

  /** The same with boxes of a known form. */
  public DatasetOptions withBoxes(BoxForm value) {
    return new DatasetOptions(keepUnlabelled, photos, Optional.of(value));
  }
}
