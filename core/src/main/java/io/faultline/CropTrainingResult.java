package io.faultline;

import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.evaluation.RegionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a training on crops did.
 *
 * @param model the file of the trained detector
 * @param bestEpoch the epoch whose weights the model has; epochs are counted from 1
 * @param validationReport a table of precision, recall, F1 and support of the validation crops, one
 *     line for each class; absent if no crops were held out
 * @param testReport the same for the test crops, which training did not use; absent if there are
 *     none
 * @param unreadable crops that were left out, with the reason
 */
public record CropTrainingResult(
    Path model,
    int bestEpoch,
    Optional<String> validationReport,
    Optional<String> testReport,
    List<PhotoOutcome.Unreadable> unreadable) {
  /** Copies the list. */
  public CropTrainingResult {
    unreadable = List.copyOf(unreadable);
  }

  static CropTrainingResult of(Path model, CropTrainingRun.Result result) {
    return new CropTrainingResult(
        model,
        result.bestEpoch(),
        result.report().map(RegionReport::text),
        result.testReport().map(RegionReport::text),
        TrainingResult.unreadable(result.leftOut()));
  }
}
