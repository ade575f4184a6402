package io.faultline.internal.dataset;

import io.faultline.dataset.Dataset;
import java.util.List;

/**
 * A dataset in two parts that share no group.
 *
 * @param train what is learned from, in the source's order
 * @param heldOut what thresholds are chosen on or results are measured on, in the source's order
 * @param heldOutGroups the groups of the held-out part, by name
 */
public record Split(Dataset train, Dataset heldOut, List<String> heldOutGroups) {
  /** Copies the list. */
  public Split {
    heldOutGroups = List.copyOf(heldOutGroups);
  }
}
