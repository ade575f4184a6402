package io.faultline.internal.training;

import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.OperatingPointRule;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.DetectionStage;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import java.util.List;

/** Chooses the score from which a new model reports, where no recall is promised. */
final class OperatingPointStage {
  /** Where nothing chooses: the middle of the sigmoid. */
  private static final double UNCHOSEN = 0.5;

  private OperatingPointStage() {}

  /** Scores that held-out photos choose by {@link OperatingPointRule}. */
  static OperatingPoint of(
      PipelineConfig config,
      DetectorBundle bundle,
      Dataset heldOut,
      PhotoCache photos,
      RunContext context) {
    if (!config.operatingPoint().choose() || heldOut.objects() == 0) {
      return of(config, heldOut, List.of());
    }
    try (RegionDetector detector = RegionDetector.of(bundle, config.network().compute())) {
      return of(
          config, heldOut, DetectionStage.run(detector, heldOut, photos, context).detections());
    }
  }

  /** As above, of what was found already. */
  static OperatingPoint of(PipelineConfig config, Dataset heldOut, List<ImageDetections> found) {
    if (!config.operatingPoint().choose()) {
      return unchosen("none was to be chosen");
    }
    if (heldOut.objects() == 0) {
      return unchosen("no held-out photo has an object");
    }
    return new OperatingPointRule(
            config.operatingPoint().beta(),
            config.operatingPoint().classObjects(),
            BootstrapInterval.Options.of(new RunSeed(config.seed())))
        .choose(heldOut, found)
        .orElseGet(() -> unchosen("no held-out object was found at any score"));
  }

  private static OperatingPoint unchosen(String reason) {
    return OperatingPoint.of(UNCHOSEN, new OperatingPoint.Stated(reason));
  }
}
