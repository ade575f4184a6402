package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.Calibration;
import io.faultline.classifier.CalibrationChoice;
import io.faultline.classifier.IsotonicCalibration;
import io.faultline.classifier.PlattCalibration;
import io.faultline.dataset.Dataset;
import io.faultline.detection.ClassifierKind;
import io.faultline.detection.Detector;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.ImageDetections;
import io.faultline.detection.OperatingPoint;
import io.faultline.evaluation.CocoMetrics;
import io.faultline.evaluation.ObjectRates;
import io.faultline.report.ClassifierTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets detectors with different classifiers find objects on the same held-out photos. */
record ClassifierContest(
    PipelineConfig config, RunFolder folder, PhotoCache photos, RunContext context) {

  /**
   * Measures each, leaves it in the run's folder with its own threshold, and chooses the one of
   * highest AP50; of equals the simpler one.
   */
  ClassifierTable run(
      List<TrainedClassifier> trained,
      Map<ClassifierKind, DetectorBundle> bundles,
      Dataset judged) {
    List<ClassifierTable.Row> rows = new ArrayList<>();
    ClassifierKind best = trained.get(0).kind();
    double bestAp50 = Double.NEGATIVE_INFINITY;
    for (TrainedClassifier one : trained) {
      DetectorBundle bundle = bundles.get(one.kind());
      if (bundle == null) {
        throw new IllegalArgumentException("no bundle for " + one.kind());
      }
      ClassifierTable.Found found = measured(one.kind(), bundle, judged);
      rows.add(row(one, Optional.of(found)));
      if (found.ap50() > bestAp50) {
        best = one.kind();
        bestAp50 = found.ap50();
      }
    }
    return new ClassifierTable(rows, best);
  }

  /** A single classifier, of which only the calibration is measured. */
  static ClassifierTable alone(TrainedClassifier one) {
    return new ClassifierTable(List.of(row(one, Optional.empty())), one.kind());
  }

  private ClassifierTable.Found measured(
      ClassifierKind kind, DetectorBundle bundle, Dataset judged) {
    List<ImageDetections> found;
    double seconds;
    try (Detector detector = Detector.of(bundle, config.network().compute())) {
      // The first photo warms caches up that the first classifier would pay for alone.
      detector.candidates(photos.get(judged.images().get(0).path()));
      long start = context.nanoTime().getAsLong();
      found = DetectionStage.run(detector, judged, photos, context).detections();
      seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    }
    OperatingPoint point = OperatingPointStage.highestF1(judged, found);
    double threshold = point.threshold();
    Path file = folder.model(kind);
    bundle.withOperatingPoint(point).write(file);
    CocoMetrics coco = CocoMetrics.of(judged, found);
    ObjectRates rates = ObjectRates.of(judged, found, threshold);
    return new ClassifierTable.Found(
        coco.ap(),
        coco.ap50(),
        rates.precision().orElse(-1),
        rates.recall().orElse(-1),
        rates.f1().orElse(-1),
        threshold,
        seconds / judged.images().size(),
        size(file));
  }

  private static ClassifierTable.Row row(
      TrainedClassifier one, Optional<ClassifierTable.Found> found) {
    return new ClassifierTable.Row(
        one.kind(),
        name(one.calibration()),
        one.choices().stream().mapToDouble(CalibrationChoice::brier).average().orElse(Double.NaN),
        one.choices().stream().map(CalibrationChoice::reliability).toList(),
        one.seconds(),
        found);
  }

  private static String name(List<Calibration> calibrations) {
    return calibrations.isEmpty()
        ? "none"
        : calibrations.stream().map(ClassifierContest::name).collect(Collectors.joining("+"));
  }

  private static String name(Calibration calibration) {
    if (calibration.equals(PlattCalibration.IDENTITY)) {
      return "none";
    }
    return calibration instanceof IsotonicCalibration ? "isotonic" : "platt";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new FaultlineException(Problem.OUTPUT, file + ": cannot be read back", e);
    }
  }
}
