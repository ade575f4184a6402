package io.faultline.detection;

import java.util.List;

/**
 * What a detector has to say about a photo.
 *
 * @param verdict never {@link Verdict#CLEAN} where a part was skipped, something was found, or the
 *     file left a doubt
 * @param coverage share of the photo's pixels that was decoded and looked at, in [0, 1]
 * @param detections at or above the threshold; put into {@link Detection#ORDER} here
 * @param skipped one line for every tile that could not be looked at: where it lies and why
 * @param doubts one line for each reason in the file why a person must look at the photo, such as
 *     damaged data or pages that were not read
 * @param assumed one line for each choice that the file left open and how it was taken
 */
public record PhotoJudgement(
    Verdict verdict,
    double coverage,
    List<Detection> detections,
    List<String> skipped,
    List<String> doubts,
    List<String> assumed) {

  /** Checks the coverage and that the verdict fits, and sorts. */
  public PhotoJudgement {
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage is " + coverage + "; it must be in [0, 1]");
    }
    detections = detections.stream().sorted(Detection.ORDER).toList();
    skipped = List.copyOf(skipped);
    doubts = List.copyOf(doubts);
    assumed = List.copyOf(assumed);
    boolean blank = detections.isEmpty() && skipped.isEmpty() && doubts.isEmpty() && coverage == 1;
    if (verdict == Verdict.CLEAN && !blank) {
      throw new IllegalArgumentException(
          "verdict is CLEAN with a coverage of "
              + coverage
              + ", "
              + detections.size()
              + " detections and "
              + doubts.size()
              + " doubts; a clean photo was looked at as a whole and shows nothing");
    }
  }

  /** A judgement of a photo whose file left nothing open. */
  public PhotoJudgement(
      Verdict verdict, double coverage, List<Detection> detections, List<String> skipped) {
    this(verdict, coverage, detections, skipped, List.of(), List.of());
  }

  /** Whether a part of the photo was not looked at, or its file left a doubt. */
  public boolean inPart() {
    return coverage < 1 || !skipped.isEmpty() || !doubts.isEmpty();
  }

  /** The best detection's score; -1 without one. */
  public double bestScore() {
    return detections.isEmpty() ? -1 : detections.get(0).score();
  }
}
