package io.faultline.internal.evaluation;

import io.faultline.internal.detection.DetectionStep;

/** Where an object was lost that a detector did not find, in the order in which it can happen. */
public enum LossStage {
  /** Its label was dropped on reading, so that nobody could look for it. */
  LABEL_DROPPED("label dropped"),
  /** No proposal is like it. */
  NEVER_PROPOSED("never proposed"),
  /** Proposals are like it, but none of them has the least score of a detection. */
  SCORED_LOW("proposed but scored low"),
  /** Box regression moved what was like it away. */
  REGRESSED_AWAY("regressed away"),
  /**
   * A better box nearby took out what was like it, took so much of its score that it fell below the
   * threshold, or swallowed it over a seam.
   */
  SUPPRESSED("suppressed"),
  /** What was like it was not among the best of its tile or photo. */
  CUT_BY_LIMIT("cut by the box limit"),
  /** A detection is like it, and never had a score that reached the threshold. */
  BELOW_THRESHOLD("below the threshold");

  private final String words;

  LossStage(String words) {
    this.words = words;
  }

  /** As it is called in tables. */
  public String words() {
    return words;
  }

  /** What a step loses. */
  static LossStage at(DetectionStep step) {
    return switch (step) {
      case PROPOSED -> NEVER_PROPOSED;
      case SCORED, RESCORED -> SCORED_LOW;
      case MOVED -> REGRESSED_AWAY;
      case UNSUPPRESSED, MERGED -> SUPPRESSED;
      case CHOSEN, TILE_LIMITED, LIMITED -> CUT_BY_LIMIT;
    };
  }
}
