package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.calibration.CalibrationChoice;
import io.faultline.internal.calibration.IsotonicCalibration;
import io.faultline.internal.calibration.PlattCalibration;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.CocoMetrics;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.report.ClassifierTable;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.DetectionStage;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets detectors with different classifiers find objects on the same held-out photos. */
record ClassifierContest(
    PipelineConfig config, RunFolder folder, PhotoCache photos, RunContext context) {

  /** A classifier and the detector that it makes. */
  record Contender(TrainedClassifier trained, DetectorBundle bundle) {}

  /**
   * What came out.
   *
   * @param table what was measured of each
   * @param winner the chosen detector, with its threshold
   */
  record Outcome(ClassifierTable table, DetectorBundle winner) {}

  /** A detector with its threshold, and how good it was. */
  private record Entry(DetectorBundle bundle, ClassifierTable.Row row, double ap50) {}

  /**
   * Measures each, leaves it in the run's folder with its own threshold, and chooses the one of
   * highest AP50; of equals the simpler one.
   */
  Outcome run(List<Contender> contenders, Dataset judged) {
    List<Entry> entries = contenders.stream().map(one -> measured(one, judged)).toList();
    Entry best = entries.get(0);
    for (Entry entry : entries) {
      best = entry.ap50() > best.ap50() ? entry : best;
    }
    return new Outcome(
        new ClassifierTable(entries.stream().map(Entry::row).toList(), best.row().kind()),
        best.bundle());
  }

  /** One alone: only its calibration is measured, and its threshold chosen. */
  Outcome alone(Contender one, Dataset judged) {
    OperatingPoint point = OperatingPointStage.of(config, one.bundle(), judged, photos, context);
    return new Outcome(
        new ClassifierTable(List.of(row(one.trained(), Optional.empty())), one.trained().kind()),
        one.bundle().withOperatingPoint(point));
  }

  private Entry measured(Contender one, Dataset judged) {
    List<ImageDetections> found;
    double seconds;
    try (RegionDetector detector = RegionDetector.of(one.bundle(), config.network().compute())) {
      // The first photo warms caches up that the first classifier would pay for alone.
      detector.candidates(photos.get(judged.images().get(0)));
      long start = context.nanoTime().getAsLong();
      found = DetectionStage.run(detector, judged, photos, context).detections();
      seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    }
    OperatingPoint point = OperatingPointStage.of(config, judged, found);
    DetectorBundle pointed = one.bundle().withOperatingPoint(point);
    Path file = folder.model(one.trained().kind());
    pointed.write(file);
    CocoMetrics coco = CocoMetrics.of(judged, found);
    ObjectRates rates = ObjectRates.of(judged, found, point.thresholds());
    ClassifierTable.Found numbers =
        new ClassifierTable.Found(
            coco.ap(),
            coco.ap50(),
            rates.precision().orElse(-1),
            rates.recall().orElse(-1),
            rates.f1().orElse(-1),
            point.threshold(),
            seconds / judged.images().size(),
            size(file));
    return new Entry(pointed, row(one.trained(), Optional.of(numbers)), coco.ap50());
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
