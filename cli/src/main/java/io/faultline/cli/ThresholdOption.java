package io.faultline.cli;

import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.report.ThresholdWords;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From which scores a model reports. */
final class ThresholdOption {
  private static final String NAME = "--threshold";

  @Option(
      names = NAME,
      paramLabel = "SCORE",
      description =
          "Report detections from this score on, instead of from the model's threshold: 0.4 for all"
              + " classes, or crack=0.3,stain=0.6 for these alone. The model's promise of recall"
              + " does not hold for it and is dropped.")
  private Optional<String> text = Optional.empty();

  /** The model with the user's thresholds where there are any; says what becomes of a promise. */
  DetectorBundle apply(DetectorBundle bundle, CommonOptions common) {
    if (text.isEmpty()) {
      return bundle;
    }
    OperatingPoint own = bundle.manifest().operatingPoint();
    OperatingPoint point =
        ThresholdChoice.parse(NAME, text.get())
            .of(own, bundle.manifest().categories(), "named by " + NAME);
    List<RecallPromise.Proven> left = point.proven();
    own.proven().stream()
        .filter(promise -> !left.contains(promise))
        .forEach(
            promise ->
                common.warn(
                    NAME
                        + " replaces the model's own, "
                        + ThresholdWords.scores(own.thresholds(), bundle.manifest().categories())
                        + ", and its promise of recall "
                        + Figures.share(promise.target().recall())
                        + " with it"));
    return bundle.withOperatingPoint(point);
  }
}
