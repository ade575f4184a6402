package io.faultline.detection;

import java.util.List;

/**
 * The result of a detector for one photo.
 *
 * @param verdict never {@link Verdict#CLEAN} if a part was skipped, an object was found, or the
 *     file gives a doubt
 * @param coverage share of the photo's pixels that was decoded and searched, in [0, 1]
 * @param detections detections at or above the threshold; sorted by {@link Detection#ORDER} here
 * @param skipped one line for every tile that could not be searched, with its place and the reason
 * @param doubts one line for each reason in the file why a person must look at the photo, such as
 *     damaged data or pages that were not read
 * @param assumed one line for each assumption about something that the file does not state
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

  /** A judgement without doubts and assumptions. */
  public PhotoJudgement(
      Verdict verdict, double coverage, List<Detection> detections, List<String> skipped) {
    this(verdict, coverage, detections, skipped, List.of(), List.of());
  }

  /** Whether a part of the photo was not searched, or its file gives a doubt. */
  public boolean inPart() {
    return coverage < 1 || !skipped.isEmpty() || !doubts.isEmpty();
  }

  /** The highest score of the detections; -1 without detections. */
  public double bestScore() {
    return detections.isEmpty() ? -1 : detections.get(0).score();
  }
}
