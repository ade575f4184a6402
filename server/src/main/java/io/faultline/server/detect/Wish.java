package io.faultline.server.detect;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.OperatingPoint;
import java.util.Optional;

/**
 * What a client wants of a photo.
 *
 * @param threshold a score in [0, 1] to report from; absent for the model's own
 * @param picture whether a drawing is wanted, as JPEG
 */
public record Wish(Optional<Double> threshold, boolean picture) {
  /** Checks the threshold. */
  public Wish {
    threshold.ifPresent(
        score -> {
          if (!(score >= 0) || !(score <= 1)) {
            throw new FaultlineException(
                Problem.USAGE, "threshold is " + score + "; it must be in [0, 1]");
          }
        });
  }

  /** From which scores to report: the wanted one, or those of the model. */
  public OperatingPoint of(OperatingPoint own) {
    return threshold.map(score -> own.at(score, "named by the request")).orElse(own);
  }
}
