package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.detection.Detector;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.ImageDetections;
import io.faultline.detection.OperatingPoint;
import io.faultline.evaluation.PooledFBeta;
import io.faultline.network.Compute;
import java.util.List;

/** Chooses the score from which a new model reports, where no recall is promised. */
final class OperatingPointStage {
  /** Where nothing is held out: the middle of the sigmoid. */
  private static final double UNCHOSEN = 0.5;

  private OperatingPointStage() {}

  /**
   * Two scores of held-out photos, all classes counted together at IoU 0.5: detections are reported
   * from the one of highest F-beta, and certain from that of highest F1.
   */
  static OperatingPoint highestFBeta(
      double beta,
      DetectorBundle bundle,
      Compute compute,
      Dataset heldOut,
      PhotoCache photos,
      RunContext context) {
    if (heldOut.objects() == 0) {
      return unchosen("no held-out photo has an object");
    }
    try (Detector detector = Detector.of(bundle, compute)) {
      return highestFBeta(
          beta, heldOut, DetectionStage.run(detector, heldOut, photos, context).detections());
    }
  }

  /** As above, of what was found already. */
  static OperatingPoint highestFBeta(double beta, Dataset heldOut, List<ImageDetections> found) {
    double certain = PooledFBeta.of(heldOut, found, 1).map(PooledFBeta::threshold).orElse(0.0);
    return PooledFBeta.of(heldOut, found, beta)
        .map(
            best ->
                new OperatingPoint(
                    best.threshold(),
                    Math.max(best.threshold(), certain),
                    new OperatingPoint.HighestFBeta(heldOut.images().size(), beta, best.value())))
        .orElseGet(() -> unchosen("no held-out object was found at any score"));
  }

  private static OperatingPoint unchosen(String reason) {
    return OperatingPoint.of(UNCHOSEN, new OperatingPoint.Stated(reason));
  }
}
