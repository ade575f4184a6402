package io.faultline.internal.training;

import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.report.ClassifierTable;
import io.faultline.internal.stage.UnreadablePhoto;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training run did.
 *
 * @param trainPhotos photos learnt from
 * @param heldOut the photos, with their truth, that chose the best epoch and the threshold
 * @param ceiling what proposals cover of the training truth
 * @param epochs one line per epoch
 * @param bestEpoch whose weights the model has
 * @param operatingPoint from which scores the model speaks, and why
 * @param classifiers what scores regions, how well it is calibrated and how several compare
 * @param unreadable photos that were left out
 * @param seconds time of each stage, in order
 */
public record TrainingSummary(
    int trainPhotos,
    Dataset heldOut,
    ProposalCeiling ceiling,
    List<EpochLog> epochs,
    int bestEpoch,
    OperatingPoint operatingPoint,
    ClassifierTable classifiers,
    List<UnreadablePhoto> unreadable,
    Map<String, Double> seconds) {
  /** Copies the collections. */
  public TrainingSummary {
    epochs = List.copyOf(epochs);
    unreadable = List.copyOf(unreadable);
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
  }

  /** How many photos chose the best epoch and the threshold. */
  public int heldOutPhotos() {
    return heldOut.images().size();
  }
}
