package io.faultline.detection;

/** The result for a photo that an inspector acts on. */
public enum Verdict {
  /** All of the photo was searched, and no detection reached the threshold. */
  CLEAN,
  /** A person must look: there is a doubtful detection, or a part was not searched. */
  REVIEW,
  /** At least one detection is certain. */
  CRACK;
}
