package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.RecallPromise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What recall is to be promised. */
final class RecallOptions {
  private static final double RECALL = 0.95;
  private static final double CONFIDENCE = 0.95;
  private static final double IOU = 0.5;

  @Option(
      names = "--target-recall",
      paramLabel = "R",
      description = "The share that is to be found, such as 0.95.")
  private Optional<Double> recall = Optional.empty();

  @Option(
      names = "--confidence",
      paramLabel = "C",
      description = "How sure that must be, between 0 and 1 (default: 0.95).")
  private Optional<Double> confidence = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "What is counted: object (each one, default) or image (photos with objects in which"
              + " anything is reported).")
  private Optional<RecallPromise.Level> level = Optional.empty();

  @Option(
      names = "--iou",
      paramLabel = "IOU",
      description =
          "How much a box must overlap an object to count as finding it (default: 0.5); inspectors"
              + " who only need to be led there may accept less.")
  private Optional<Double> iou = Optional.empty();

  /** For a configuration: the keys that were set. */
  List<String> sets() {
    List<String> sets = new ArrayList<>();
    recall.ifPresent(value -> sets.add("operating-point.target-recall=" + value));
    confidence.ifPresent(value -> sets.add("operating-point.confidence=" + value));
    level.ifPresent(
        value -> sets.add("operating-point.level=" + value.name().toLowerCase(Locale.ROOT)));
    iou.ifPresent(value -> sets.add("operating-point.iou=" + value));
    return sets;
  }

  /**
   * For a proof.
   *
   * @param category the one class, or empty
   */
  RecallPromise.Target target(String category) {
    try {
      return new RecallPromise.Target(
          recall.orElse(RECALL),
          confidence.orElse(CONFIDENCE),
          level.orElse(RecallPromise.Level.OBJECT),
          iou.orElse(IOU),
          category);
    } catch (IllegalArgumentException e) {
      throw new FaultlineException(Problem.USAGE, String.valueOf(e.getMessage()), e);
    }
  }
}
