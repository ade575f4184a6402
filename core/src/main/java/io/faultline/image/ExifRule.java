package io.faultline.image;

/** What the EXIF orientation tag of a photo does to its pixels. */
public enum ExifRule {
  /**
   * The tag is ignored: rows and columns are those of the file. The default, because labels refer
   * to the pixels as stored.
   */
  AS_STORED,
  /** The photo is turned or mirrored so that it stands as the camera saw it. */
  UPRIGHT
}
