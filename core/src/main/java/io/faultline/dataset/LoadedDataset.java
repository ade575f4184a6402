package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;

/** A dataset as read, with a finding for everything that was dropped, clipped or repaired. */
public record LoadedDataset(Dataset dataset, List<Finding> findings) {

  /** Copies the list. */
  public LoadedDataset {
    findings = List.copyOf(findings);
  }

  /** The number of labels that are not in the dataset. */
  public long labelsDropped() {
    return findings.stream().filter(Finding::labelDropped).count();
  }

  /** The number of photos that are not in the dataset because they lost their labels. */
  public long photosLeftOut() {
    return findings.stream().filter(one -> one.action() == Finding.Action.LEFT_OUT).count();
  }

  /** The number of photos that are not in the dataset because their files do not exist. */
  public long photosMissing() {
    return findings.stream().filter(one -> one.action() == Finding.Action.MISSING).count();
  }

  /** The number of photos in the dataset that lost some labels and keep the others. */
  public long photosKeptInPart() {
    return dataset.images().stream().filter(image -> !image.complete()).count();
  }

  /**
   * The dataset, or a fault that names the first finding ({@code --strict}). It ignores {@code
   * NOTICED} findings.
   */
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
