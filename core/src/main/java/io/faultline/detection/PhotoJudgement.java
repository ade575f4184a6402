package io.faultline.detection;

import java.util.List;

/**
 * What a detector has to say about a photo.
 *
 * @param verdict never {@link Verdict#CLEAN} where a part was skipped or something was found
 * @param coverage share of the photo's pixels that was looked at, in [0, 1]
 * @param detections at or above the threshold; put into {@link Detection#ORDER} here
 * @param skipped one line for every tile that could not be looked at: where it lies and why
 */
public record PhotoJudgement(
    Verdict verdict, double coverage, List<Detection> detections, List<String> skipped) {

  /** Checks the coverage and that the verdict fits, and sorts. */
  public PhotoJudgement {
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage is " + coverage + "; it must be in [0, 1]");
    }
    detections = detections.stream().sorted(Detection.ORDER).toList();
    skipped = List.copyOf(skipped);
    boolean blank = detections.isEmpty() && skipped.isEmpty() && coverage == 1;
    if (verdict == Verdict.CLEAN && !blank) {
      throw new IllegalArgumentException(
          "verdict is CLEAN with a coverage of "
              + coverage
              + " and "
              + detections.size()
              + " detections; a clean photo was looked at as a whole and shows nothing");
    }
  }

  /** The best detection's score; -1 without one. */
  public double bestScore() {
    return detections.isEmpty() ? -1 : detections.get(0).score();
  }
}
