package io.faultline;

import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a training. The run folder holds curves, numbers and the report.
 *
 * @param model the file of the trained detector
 * @param trainPhotos number of photos that the network learnt from
 * @param heldOutPhotos number of other photos, which chose the best epoch and the threshold
 * @param epochs number of epochs that were run
 * @param bestEpoch the epoch whose weights the model has; epochs are counted from 1
 * @param threshold the score from which the model reports a detection, in [0, 1]
 * @param operatingPoint one line: how the threshold was chosen
 * @param unreadable photos that were left out, with the reason
 * @param seconds time of each stage in seconds, in order
 */
public record TrainingResult(
    Path model,
    int trainPhotos,
    int heldOutPhotos,
    int epochs,
    int bestEpoch,
    double threshold,
    String operatingPoint,
    List<PhotoOutcome.Unreadable> unreadable,
    Map<String, Double> seconds) {
  /** Copies the collections. */
  public TrainingResult {
    unreadable = List.copyOf(unreadable);
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  static TrainingResult of(Path model, TrainingSummary summary) {
    return new TrainingResult(
        model,
        summary.trainPhotos(),
        summary.heldOutPhotos(),
        summary.epochs().size(),
        summary.bestEpoch(),
        summary.operatingPoint().threshold(),
        summary.operatingPoint().words(),
        unreadable(summary.unreadable()),
        summary.seconds());
  }

  static List<PhotoOutcome.Unreadable> unreadable(List<UnreadablePhoto> photos) {
    return photos.stream()
        .map(photo -> PhotoOutcome.Unreadable.of(photo.fileName(), photo.reason()))
        .toList();
  }
}
