package io.faultline.server;

import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.libtorch.Compute;
import java.util.Optional;

/**
 * The model that a service starts with.
 *
 * @param model a model file or the name of a built-in model
 * @param thresholds from which scores it reports; absent for its own. A workspace, which keeps
 *     verdicts, has those of the model
 * @param compute what computes
 */
public record ModelChoice(String model, Optional<ThresholdChoice> thresholds, Compute compute) {
  /** With its own thresholds, on a GPU where there is one. */
  public static ModelChoice of(String fileOrName) {
    return new ModelChoice(fileOrName, Optional.empty(), Compute.AUTO);
  }

  /** The same where it reports from other scores. */
  public ModelChoice withThresholds(ThresholdChoice choice) {
    return new ModelChoice(model, Optional.of(choice), compute);
  }
}
