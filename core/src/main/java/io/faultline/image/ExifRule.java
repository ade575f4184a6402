package io.faultline.image;

/** How the EXIF orientation tag of a photo changes its pixels. */
public enum ExifRule {
  /**
   * The tag is ignored: rows and columns are those of the file. This is the default, because labels
   * refer to the pixels as stored.
   */
  AS_STORED,
  /** The photo is turned or mirrored to the orientation in which the camera saw it. */
  UPRIGHT
}
