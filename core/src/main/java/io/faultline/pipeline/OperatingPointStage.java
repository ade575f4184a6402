package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.detection.Detector;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.ImageDetections;
import io.faultline.detection.OperatingPoint;
import io.faultline.evaluation.PooledF1;
import io.faultline.network.Compute;
import java.util.List;

/** Chooses the score from which a new model reports, where no recall is promised. */
final class OperatingPointStage {
  /** Where nothing is held out: the middle of the sigmoid. */
  private static final double UNCHOSEN = 0.5;

  private OperatingPointStage() {}

  /** The score of highest F1 at IoU 0.5 on held-out photos, all classes counted together. */
  static OperatingPoint highestF1(
      DetectorBundle bundle,
      Compute compute,
      Dataset heldOut,
      PhotoCache photos,
      RunContext context) {
    if (heldOut.objects() == 0) {
      return unchosen("no held-out photo has an object");
    }
    try (Detector detector = Detector.of(bundle, compute)) {
      return highestF1(
          heldOut, DetectionStage.run(detector, heldOut, photos, context).detections());
    }
  }

  /** As above, of what was found already. */
  static OperatingPoint highestF1(Dataset heldOut, List<ImageDetections> found) {
    return PooledF1.of(heldOut, found)
        .map(
            best ->
                OperatingPoint.of(
                    best.threshold(),
                    new OperatingPoint.HighestF1(heldOut.images().size(), best.f1())))
        .orElseGet(() -> unchosen("no held-out object was found at any score"));
  }

  private static OperatingPoint unchosen(String reason) {
    return OperatingPoint.of(UNCHOSEN, new OperatingPoint.Stated(reason));
  }
}
