package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.detection.Detector;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.ImageDetections;
import io.faultline.evaluation.ClassMetrics;
import io.faultline.evaluation.CocoMetrics;
import io.faultline.network.Compute;
import java.util.List;
import java.util.Locale;

/**
 * The score from which a model reports a detection.
 *
 * @param reason one line that says how it was chosen
 */
record Threshold(double score, String reason) {
  /** Where nothing is held out: the middle of the sigmoid. */
  private static final double UNCHOSEN = 0.5;

  /** The score of highest F1 at IoU 0.5 on held-out photos, averaged over the classes. */
  static Threshold choose(
      DetectorBundle bundle,
      Compute compute,
      Dataset heldOut,
      PhotoCache photos,
      RunContext context) {
    if (heldOut.objects() == 0) {
      return new Threshold(UNCHOSEN, "threshold 0.5: no held-out photo has an object");
    }
    try (Detector detector = Detector.of(bundle, compute)) {
      return of(heldOut, DetectionStage.run(detector, heldOut, photos, context));
    }
  }

  /** As above, of what was found already. */
  static Threshold of(Dataset heldOut, List<ImageDetections> found) {
    double sum = 0;
    int classes = 0;
    for (ClassMetrics metrics : CocoMetrics.of(heldOut, found).perClass()) {
      if (metrics.bestF1() > 0) {
        sum += metrics.threshold();
        classes++;
      }
    }
    if (classes == 0) {
      return new Threshold(UNCHOSEN, "threshold 0.5: no held-out object was found at any score");
    }
    double score = sum / classes;
    return new Threshold(
        score,
        String.format(
            Locale.ROOT,
            "threshold %.3f: highest F1 on %d held-out photos",
            score,
            heldOut.images().size()));
  }
}
