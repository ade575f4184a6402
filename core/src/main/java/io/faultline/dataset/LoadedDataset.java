package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;

/** A dataset as read, with everything that was dropped, clipped or repaired on the way. */
public record LoadedDataset(Dataset dataset, List<Finding> findings) {

  /** Copies the list. */
  public LoadedDataset {
    findings = List.copyOf(findings);
  }

  /** How many labels are not in the dataset. */
  public long labelsDropped() {
    return findings.stream().filter(Finding::labelDropped).count();
  }

  /** How many photos are not in the dataset because they lost their labels. */
  public long photosLeftOut() {
    return findings.stream().filter(one -> one.action() == Finding.Action.LEFT_OUT).count();
  }

  /** How many photos are not in the dataset because their files are not there. */
  public long photosMissing() {
    return findings.stream().filter(one -> one.action() == Finding.Action.MISSING).count();
  }

  /** How many photos of the dataset lost labels and are kept for the others. */
  public long photosKeptInPart() {
    return dataset.images().stream().filter(image -> !image.complete()).count();
  }

  /** The dataset, or a fault naming the first finding ({@code --strict}), notes aside. */
  public Dataset strict() {
    List<Finding> faults =
        findings.stream().filter(one -> one.action() != Finding.Action.NOTICED).toList();
    if (!faults.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          faults.get(0).line()
              + (faults.size() > 1 ? " (and " + (faults.size() - 1) + " more)" : ""));
    }
    return dataset;
  }
}
