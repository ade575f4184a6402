package io.faultline.bench;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.Suppression;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.PhotoScan;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.CocoMetrics;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.reading.ImageReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What box regression, each kind of suppression and several views are worth: one model, the same
 * photos, AP of every choice. Arguments: the model and a dataset with the model's category ids.
 */
public final class DetectionChoices {
  private static final double[] NMS_IOUS = {0.3, 0.4, 0.5};

  private DetectionChoices() {}

  /** Prints a line per choice. */
  public static void main(String[] arguments) {
    Libtorch.useThreads(Runtime.getRuntime().availableProcessors());
    DetectorBundle bundle = DetectorBundle.read(Path.of(arguments[0]));
    Dataset dataset =
        DatasetReader.open(Path.of(arguments[1]), Optional.empty(), Optional.empty()).dataset();
    print(
        "%-12s %-8s %-8s %7s %7s %7s %7s %7s",
        "regression", "views", "", "NMS", "AP", "AP50", "AP75", "AR100");
    for (int rounds = 0; rounds <= 2; rounds++) {
      measure(bundle, dataset, rounds, 1);
    }
    for (int views = 2; views <= 8; views *= 2) {
      measure(bundle, dataset, 1, views);
    }
  }

  private static void measure(DetectorBundle bundle, Dataset dataset, int rounds, int views) {
    DetectorOptions usual = bundle.manifest().options();
    Map<DetectorOptions, List<ImageDetections>> found = new LinkedHashMap<>();
    for (Suppression suppression : Suppression.values()) {
      for (double iou : suppression == Suppression.SOFT ? new double[] {0.3} : NMS_IOUS) {
        found.put(options(usual, suppression, iou, rounds, views), new ArrayList<>());
      }
    }
    try (RegionDetector scanner =
        RegionDetector.of(
            bundle.withOptions(options(usual, usual.suppression(), 0.3, rounds, views)))) {
      Map<DetectorOptions, RegionDetector> detectors = new LinkedHashMap<>();
      found.keySet().forEach(o -> detectors.put(o, RegionDetector.of(bundle.withOptions(o))));
      for (ImageRecord image : dataset.images()) {
        PhotoScan scan = scanner.scan(ImageReader.read(image.path()));
        detectors.forEach(
            (options, detector) ->
                found
                    .getOrDefault(options, List.of())
                    .add(new ImageDetections(image.id(), detector.candidates(scan))));
      }
      detectors.values().forEach(RegionDetector::close);
    }
    found.forEach(
        (options, detections) -> {
          CocoMetrics coco = CocoMetrics.of(dataset, detections);
          print(
              "%-12s %-8d %-8s %7s %7.3f %7.3f %7.3f %7.3f",
              rounds + (rounds == 1 ? " round" : " rounds"),
              views,
              options.suppression().name().toLowerCase(Locale.ROOT),
              options.suppression() == Suppression.SOFT ? "-" : options.nmsIou(),
              coco.ap(),
              coco.ap50(),
              coco.ap75(),
              coco.ar100());
        });
  }

  private static DetectorOptions options(
      DetectorOptions usual, Suppression suppression, double iou, int rounds, int views) {
    return new DetectorOptions(
        suppression,
        iou,
        usual.maxDetections(),
        usual.minScore(),
        rounds,
        views,
        usual.tileSide(),
        usual.tileOverlap());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
