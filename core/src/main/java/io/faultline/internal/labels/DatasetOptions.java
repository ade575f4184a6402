package io.faultline.internal.labels;

import io.faultline.image.ExifRule;
import java.util.Optional;

/**
 * How datasets are read, whatever their form.
 *
 * @param keepUnlabelled whether lost labels are taken as never having been: a photo that lost all
 *     of them is a clean one, and most labels may be lost
 * @param photos what the photos are needed for
 * @param boxes what the numbers of COCO boxes are; empty: left upper corner, width and height in
 *     pixels, unless the file shows something else
 * @param exif on which pixels labels were drawn: those of the file, or the photo turned upright
 */
public record DatasetOptions(
    boolean keepUnlabelled, PhotoUse photos, Optional<BoxForm> boxes, ExifRule exif) {
  /** A photo that lost labels is never taken for a clean one; photos need not be there. */
  public static final DatasetOptions DEFAULT =
      new DatasetOptions(false, PhotoUse.SIZES, Optional.empty(), ExifRule.AS_STORED);

  /** The same with another {@link #keepUnlabelled}. */
  public DatasetOptions withKeepUnlabelled(boolean value) {
    return new DatasetOptions(value, photos, boxes, exif);
  }

  /** The same with another {@link #photos}. */
  public DatasetOptions withPhotos(PhotoUse value) {
    return new DatasetOptions(keepUnlabelled, value, boxes, exif);
  }

  /** The same with boxes of a known form. */
  public DatasetOptions withBoxes(BoxForm value) {
    return new DatasetOptions(keepUnlabelled, photos, Optional.of(value), exif);
  }

  /** The same for labels of photos read in another way. */
  public DatasetOptions withExif(ExifRule value) {
    return new DatasetOptions(keepUnlabelled, photos, boxes, value);
  }
}
