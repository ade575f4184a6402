package io.faultline;

import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.internal.evaluation.CocoMetrics;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.pipeline.EvaluationSummary;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The results of an evaluation. The folder of the evaluation holds intervals, curves, the list of
 * missed objects, and the report.
 *
 * @param photos number of photos that could be read
 * @param ap COCO's AP: mean over classes and IoU thresholds 0.50 to 0.95; -1 without objects
 * @param ap50 COCO's AP at IoU 0.5, mean over classes; -1 without objects
 * @param found objects found at the model's threshold, at IoU 0.5
 * @param missed objects not found at this threshold
 * @param falseAlarms detections at the threshold that match no object
 * @param classes one entry for each class
 * @param crackedPhotos number of photos with objects for each verdict
 * @param cleanPhotos number of photos without objects for each verdict
 * @param labelsDropped labels that could not be read and are not counted
 * @param unreadable photos that were left out, with the reason
 */
public record EvaluationResult(
    int photos,
    double ap,
    double ap50,
    long found,
    long missed,
    long falseAlarms,
    List<ClassResult> classes,
    Map<Verdict, Integer> crackedPhotos,
    Map<Verdict, Integer> cleanPhotos,
    long labelsDropped,
    List<PhotoOutcome.Unreadable> unreadable) {
  /** Copies the collections. */
  public EvaluationResult {
    classes = List.copyOf(classes);
    crackedPhotos = Map.copyOf(crackedPhotos);
    cleanPhotos = Map.copyOf(cleanPhotos);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * The results for one class. A number is -1 if it is undefined, as in COCO.
   *
   * @param name name of the class
   * @param objects number of labelled objects
   * @param ap COCO's AP: mean over IoU thresholds 0.50 to 0.95
   * @param ap50 at IoU 0.5
   */
  public record ClassResult(String name, long objects, double ap, double ap50) {}

  /** The share of objects that were found at the threshold; undefined without objects. */
  public OptionalDouble recall() {
    return ratio(found, found + missed);
  }

  /** The share of detections that match an object; undefined without detections. */
  public OptionalDouble precision() {
    return ratio(found, found + falseAlarms);
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  static EvaluationResult of(EvaluationSummary summary) {
    CocoMetrics coco = summary.evaluation().coco();
    ObjectRates objects = summary.evaluation().objects();
    return new EvaluationResult(
        summary.dataset().images().size(),
        coco.ap(),
        coco.ap50(),
        objects.hits(),
        objects.misses(),
        objects.falseAlarms(),
        coco.perClass().stream()
            .map(one -> new ClassResult(one.name(), one.support(), one.ap(), one.ap50()))
            .toList(),
        summary.verdicts().cracked(),
        summary.verdicts().clean(),
        summary.misses().labelsDropped(),
        TrainingResult.unreadable(summary.unreadable()));
  }
}
