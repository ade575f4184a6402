package io.faultline.pipeline;

import io.faultline.detection.ImageDetections;
import io.faultline.evaluation.ClassificationReport;
import io.faultline.evaluation.Evaluation;
import io.faultline.evaluation.VerdictCounts;
import io.faultline.proposal.ProposalCeiling;
import java.util.List;

/**
 * What an evaluation measured.
 *
 * @param evaluation objects and photos
 * @param verdicts what the photos were judged to be; unreadable ones are among them
 * @param regions how proposed regions were judged, in the published mix
 * @param ceiling what the proposals cover
 * @param detections of every photo, down to the lowest score kept
 * @param unreadable photos that were left out
 * @param seconds of detection, proposals included, over all photos
 */
public record EvaluationSummary(
    Evaluation evaluation,
    VerdictCounts verdicts,
    ClassificationReport regions,
    ProposalCeiling ceiling,
    List<ImageDetections> detections,
    List<UnreadablePhoto> unreadable,
    double seconds) {
  /** Copies the lists. */
  public EvaluationSummary {
    detections = List.copyOf(detections);
    unreadable = List.copyOf(unreadable);
  }
}
