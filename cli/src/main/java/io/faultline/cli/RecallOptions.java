package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.RecallPromise;
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
      description =
          "The recall to prove: the share of objects that must be found, such as 0.95 (default:"
              + " promise 0.95; train proves nothing without this option).")
  private Optional<Double> recall = Optional.empty();

  @Option(
      names = "--confidence",
      paramLabel = "C",
      description = "Confidence of the proof, between 0 and 1 (default: 0.95).")
  private Optional<Double> confidence = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "What is counted: object (each object, the default) or image (each photo with objects;"
              + " it counts as found when anything is reported in it).")
  private Optional<RecallPromise.Level> level = Optional.empty();

  @Option(
      names = "--iou",
      paramLabel = "IOU",
      description =
          "The IoU from which a box counts as finding an object (default: 0.5). Where it is enough"
              + " that a person is led to the crack, 0.2 is a sensible value.")
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
