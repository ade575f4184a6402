package io.faultline.detection;

/** What a photo is to those who inspect it. */
public enum Verdict {
  /** All of the photo was looked at, and nothing reached the threshold. */
  CLEAN,
  /** A person must look: a doubtful detection, or a part that nobody has seen. */
  REVIEW,
  /** A detection that is certain. */
  CRACK;
}
