package io.faultline.detection;

import java.util.List;

/** What a photo is to those who inspect it. */
public enum Verdict {
  /** All of the photo was looked at, and nothing reached the threshold. */
  CLEAN,
  /** A person must look: a doubtful detection, or a part that nobody has seen. */
  REVIEW,
  /** A detection that is certain. */
  CRACK;

  /**
   * Judges a photo. One of which any part was unreadable or skipped is never clean.
   *
   * @param coverage share of the photo's pixels that was looked at, in [0, 1]
   */
  public static Verdict of(OperatingPoint point, List<Detection> detections, double coverage) {
    double best = detections.stream().mapToDouble(Detection::score).max().orElse(-1);
    if (best >= point.certain()) {
      return CRACK;
    }
    // Written so that a coverage that is not a number needs review, too.
    return best < point.threshold() && coverage >= 1 ? CLEAN : REVIEW;
  }
}
