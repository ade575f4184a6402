package io.faultline.server.detect;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.ThresholdChoice;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants of a photo.
 *
 * @param threshold scores to report from; absent for the model's own
 * @param picture whether a drawing is wanted, as JPEG
 */
public record Wish(Optional<ThresholdChoice> threshold, boolean picture) {
  /**
   * From which scores to report: the wanted ones, or those of the model.
   *
   * @param categories the model's classes
   * @throws io.faultline.FaultlineException with {@code USAGE} for a class that the model does not
   *     know or a score that is not in [0, 1]
   */
  public OperatingPoint of(OperatingPoint own, List<Category> categories) {
    return threshold.map(wanted -> wanted.of(own, categories, "named by the request")).orElse(own);
  }
}
