package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.evaluation.VerdictCounts;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.stage.SeenPhotos;
import io.faultline.internal.stage.UnreadablePhoto;
import java.util.List;

/**
 * What an evaluation measured.
 *
 * @param dataset the photos that could be read, with the model's categories
 * @param evaluation objects and photos
 * @param verdicts what the photos were judged to be; unreadable ones are among them
 * @param misses which objects were missed, and where they were lost
 * @param regions how proposed regions were judged, in the mix of mmalek06 (2024), supplement
 * @param ceiling what the proposals cover
 * @param detections of every photo, down to the lowest score kept
 * @param unreadable photos that were left out
 * @param seen photos that the model has seen in its training, where that was asked
 * @param seconds of detection, proposals included, over all photos
 */
public record EvaluationSummary(
    Dataset dataset,
    Evaluation evaluation,
    VerdictCounts verdicts,
    MissLedger misses,
    RegionReport regions,
    ProposalCeiling ceiling,
    List<ImageDetections> detections,
    List<UnreadablePhoto> unreadable,
    SeenPhotos seen,
    double seconds) {
  /** Copies the lists. */
  public EvaluationSummary {
    detections = List.copyOf(detections);
    unreadable = List.copyOf(unreadable);
  }

  /** With so many more labels that never came to be looked for. */
  public EvaluationSummary withLabelsDropped(long count) {
    return new EvaluationSummary(
        dataset,
        evaluation,
        verdicts,
        misses.withLabelsDropped(misses.labelsDropped() + count),
        regions,
        ceiling,
        detections,
        unreadable,
        seen,
        seconds);
  }

  /** With the photos that the model has seen in its training. */
  EvaluationSummary withSeen(SeenPhotos found) {
    return new EvaluationSummary(
        dataset,
        evaluation,
        verdicts,
        misses,
        regions,
        ceiling,
        detections,
        unreadable,
        found,
        seconds);
  }
}
