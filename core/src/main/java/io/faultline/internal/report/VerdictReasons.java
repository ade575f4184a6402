package io.faultline.internal.report;

import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Why a photo has its verdict, in words. */
final class VerdictReasons {
  private VerdictReasons() {}

  /**
   * One reason each, the most important first; none for a clean photo.
   *
   * @param point from which scores the detector reports
   */
  static List<String> of(PhotoOutcome outcome, OperatingPoint point) {
    if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
      return List.of("The photo could not be read: " + unreadable.reason());
    }
    List<String> reasons = new ArrayList<>();
    if (outcome instanceof PhotoOutcome.Detected seen) {
      PhotoJudgement judgement = seen.judgement();
      if (!judgement.detections().isEmpty()) {
        reasons.add(best(seen, point));
      }
      if (judgement.coverage() < 1) {
        reasons.add(
            "Only " + Numbers.percentBelow(judgement.coverage()) + " of the photo was looked at.");
      }
      judgement.doubts().forEach(doubt -> reasons.add("Damaged or doubtful file: " + doubt));
      judgement.skipped().forEach(tile -> reasons.add("Not looked at: " + tile));
    }
    return reasons;
  }

  private static String best(PhotoOutcome.Detected seen, OperatingPoint point) {
    Detection best =
        seen.detections().stream()
            .filter(point::isCertain)
            .findFirst()
            .orElse(seen.detections().get(0));
    String what =
        "Best detection: " + seen.categoryName(best) + ", score " + Numbers.score(best.score());
    String limit = Numbers.score(point.certain(best.categoryId()));
    return seen.verdict() == Verdict.CRACK
        ? what + "; CRACK starts at " + limit + "."
        : what + "; below " + limit + ", where CRACK starts.";
  }
}
