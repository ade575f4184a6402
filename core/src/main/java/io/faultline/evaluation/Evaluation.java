package io.faultline.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.detection.ImageDetections;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Everything measured about one run of anyone's detector: objects over all thresholds (COCO and
 * curves), objects and photos at one threshold, and how far the numbers can be trusted.
 *
 * @param coco the twelve COCO numbers and each class
 * @param curves precision and recall at IoU 0.5, one per class
 * @param objects objects found and missed at the threshold
 * @param photos missed-crack and false-alarm rates at the threshold
 * @param intervals bootstrap intervals over photos by name, in the order {@value #AP50}, {@value
 *     #PRECISION}, {@value #RECALL}, {@value #MISSED_CRACK_RATE}, {@value #FALSE_ALARM_RATE};
 *     undefined ones are absent
 * @param unknownCategoryDetections detections of no category of the dataset, which nothing else
 *     counts
 */
public record Evaluation(
    CocoMetrics coco,
    List<PrecisionRecallCurve> curves,
    ObjectRates objects,
    ImageLevelRates photos,
    Map<String, BootstrapInterval> intervals,
    long unknownCategoryDetections) {
  /** Key of {@link #intervals}: AP at IoU 0.5, mean over classes. */
  public static final String AP50 = "AP50";

  /** Key of {@link #intervals}: {@link ObjectRates#precision}. */
  public static final String PRECISION = "precision";

  /** Key of {@link #intervals}: {@link ObjectRates#recall}. */
  public static final String RECALL = "recall";

  /** Key of {@link #intervals}: {@link ImageLevelRates#missedCrackRate}. */
  public static final String MISSED_CRACK_RATE = "missedCrackRate";

  /** Key of {@link #intervals}: {@link ImageLevelRates#falseAlarmRate}. */
  public static final String FALSE_ALARM_RATE = "falseAlarmRate";

  /** Copies the collections. */
  public Evaluation {
    curves = List.copyOf(curves);
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
  }

  /**
   * Measures a run. Several entries for one photo count as one, in the order given; a photo without
   * an entry has no detections.
   *
   * @param scoreThreshold the operating point for {@code objects} and {@code photos}
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static Evaluation of(
      Dataset truth,
      List<ImageDetections> detections,
      double scoreThreshold,
      BootstrapInterval.Options bootstrap) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    int[] once = matches.eachOnce();
    return new Evaluation(
        CocoMetrics.of(matches),
        matches.classes().stream().map(PrecisionRecallCurve::of).toList(),
        ObjectTally.of(matches, scoreThreshold).rates(once),
        ImageTally.of(matches, scoreThreshold).rates(once),
        intervals(matches, scoreThreshold, bootstrap),
        matches.unknownCategory());
  }

  private static Map<String, BootstrapInterval> intervals(
      DetectionMatches matches, double threshold, BootstrapInterval.Options options) {
    ObjectTally tally = ObjectTally.of(matches, threshold);
    ImageTally photoTally = ImageTally.of(matches, threshold);
    Map<String, ToDoubleFunction<int[]>> statistics = new LinkedHashMap<>();
    statistics.put(AP50, drawn -> CocoMetrics.ap50(matches, drawn));
    statistics.put(PRECISION, drawn -> tally.rates(drawn).precision().orElse(Double.NaN));
    statistics.put(RECALL, drawn -> tally.rates(drawn).recall().orElse(Double.NaN));
    statistics.put(
        MISSED_CRACK_RATE, drawn -> photoTally.rates(drawn).missedCrackRate().orElse(Double.NaN));
    statistics.put(
        FALSE_ALARM_RATE, drawn -> photoTally.rates(drawn).falseAlarmRate().orElse(Double.NaN));
    Map<String, BootstrapInterval> intervals = new LinkedHashMap<>();
    statistics.forEach(
        (name, statistic) ->
            BootstrapInterval.of(matches.photos().size(), options, statistic)
                .ifPresent(interval -> intervals.put(name, interval)));
    return intervals;
  }
}
