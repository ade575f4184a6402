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

  /** Judges a photo whose file left no doubt. */
  public static Verdict of(OperatingPoint point, List<Detection> detections, double coverage) {
    return of(point, detections, coverage, false);
  }

  /**
   * Judges a photo. One of which any part was unreadable or skipped, or whose file left a doubt, is
   * never clean.
   *
   * @param coverage share of the photo's pixels that was decoded and looked at, in [0, 1]
   * @param doubtful whether the file left a doubt
   */
  public static Verdict of(
      OperatingPoint point, List<Detection> detections, double coverage, boolean doubtful) {
    double best = detections.stream().mapToDouble(Detection::score).max().orElse(-1);
    if (best >= point.certain()) {
      return CRACK;
    }
    // Written so that a coverage that is not a number needs review, too.
    return best < point.threshold() && coverage >= 1 && !doubtful ? CLEAN : REVIEW;
  }
}
