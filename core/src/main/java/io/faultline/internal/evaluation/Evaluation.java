package io.faultline.internal.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything measured about one run of anyone's detector: objects over all thresholds (COCO and
 * curves), objects and photos at one threshold, and how far the numbers can be trusted.
 *
 * @param coco the twelve COCO numbers and each class
 * @param curves precision and recall at IoU 0.5, one per class
 * @param objects objects found and missed at the threshold
 * @param photos missed-crack and false-alarm rates at the threshold
 * @param area how much of the objects' area is covered at the threshold, summed over classes
 * @param classAreas the same by category id
 * @param intervals bootstrap intervals by name, in the order {@value #AP}, {@value #AP50}, {@value
 *     #AP75}, {@value #PRECISION}, {@value #RECALL}, {@value #F1}, {@value #MISSED_CRACK_RATE},
 *     {@value #FALSE_ALARM_RATE}, {@value #AREA_COVERED}, {@value #AREA_ON_OBJECTS}; undefined ones
 *     are absent
 * @param classIntervals the same by category id for {@value #AP50}, {@value #PRECISION}, {@value
 *     #RECALL}, {@value #AREA_COVERED} and {@value #AREA_ON_OBJECTS} of each class, all but the
 *     first at the threshold
 * @param resampled what the intervals draw, in words: {@code 149 photos in 21 groups}
 * @param falseAlarms what is wrong with each false alarm at the threshold
 * @param tide what each kind of error costs in AP at IoU 0.5, over all scores
 * @param unknownCategoryDetections detections of no category of the dataset, which nothing else
 *     counts
 */
public record Evaluation(
    CocoMetrics coco,
    List<PrecisionRecallCurve> curves,
    ObjectRates objects,
    ImageLevelRates photos,
    AreaCoverage area,
    Map<Integer, AreaCoverage> classAreas,
    Map<String, BootstrapInterval> intervals,
    Map<Integer, Map<String, BootstrapInterval>> classIntervals,
    String resampled,
    FalseAlarmLedger falseAlarms,
    Tide tide,
    long unknownCategoryDetections) {
  /** Key of {@link #intervals}: mean AP over classes and IoU thresholds. */
  public static final String AP = "AP";

  /** Key of {@link #intervals}: AP at IoU 0.75, mean over classes. */
  public static final String AP75 = "AP75";

  /** Key of {@link #intervals}: {@link ObjectRates#f1}. */
  public static final String F1 = "f1";

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

  /** Key of {@link #intervals}: {@link AreaCoverage#coveredShare}. */
  public static final String AREA_COVERED = "areaCovered";

  /** Key of {@link #intervals}: {@link AreaCoverage#onObjectsShare}. */
  public static final String AREA_ON_OBJECTS = "areaOnObjects";

  /** Copies the collections. */
  public Evaluation {
    curves = List.copyOf(curves);
    classAreas = Collections.unmodifiableMap(new LinkedHashMap<>(classAreas));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    Map<Integer, Map<String, BootstrapInterval>> perClass = new LinkedHashMap<>();
    classIntervals.forEach(
        (id, own) -> perClass.put(id, Collections.unmodifiableMap(new LinkedHashMap<>(own))));
    classIntervals = Collections.unmodifiableMap(perClass);
  }

  /**
   * Measures a run. Several entries for one photo count as one, in the order given; a photo without
   * an entry has no detections.
   *
   * @param thresholds the operating point for {@code objects} and {@code photos}
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static Evaluation of(
      Dataset truth,
      List<ImageDetections> detections,
      Thresholds thresholds,
      BootstrapInterval.Options bootstrap) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    PhotoUnits units = PhotoUnits.of(matches.photos(), bootstrap.groups());
    ResampledMetrics resampled = ResampledMetrics.of(matches, thresholds, units, bootstrap);
    int[] once = units.once();
    Map<Integer, AreaTally> areas = AreaTally.perClass(matches, thresholds);
    Map<Integer, AreaCoverage> classAreas = new LinkedHashMap<>();
    areas.forEach((id, tally) -> classAreas.put(id, tally.coverage(once)));
    return new Evaluation(
        CocoMetrics.of(matches),
        matches.classes().stream().map(PrecisionRecallCurve::of).toList(),
        ObjectTally.of(matches, thresholds).rates(once),
        ImageTally.of(matches, thresholds).rates(once),
        AreaTally.sum(areas.values(), once.length, thresholds).coverage(once),
        classAreas,
        overall(resampled),
        perClass(resampled, truth),
        units.words(),
        FalseAlarmLedger.of(matches, thresholds),
        Tide.of(matches, units, bootstrap),
        matches.unknownCategory());
  }

  /** As above, at one score for all classes. */
  public static Evaluation of(
      Dataset truth,
      List<ImageDetections> detections,
      double threshold,
      BootstrapInterval.Options bootstrap) {
    return of(truth, detections, Thresholds.all(threshold), bootstrap);
  }

  private static Map<String, BootstrapInterval> overall(ResampledMetrics resampled) {
    Map<String, BootstrapInterval> intervals = new LinkedHashMap<>();
    for (String name :
        List.of(
            AP,
            AP50,
            AP75,
            PRECISION,
            RECALL,
            F1,
            MISSED_CRACK_RATE,
            FALSE_ALARM_RATE,
            AREA_COVERED,
            AREA_ON_OBJECTS)) {
      resampled.interval(name).ifPresent(interval -> intervals.put(name, interval));
    }
    return intervals;
  }

  private static Map<Integer, Map<String, BootstrapInterval>> perClass(
      ResampledMetrics resampled, Dataset truth) {
    Map<Integer, Map<String, BootstrapInterval>> classes = new LinkedHashMap<>();
    for (Category category : truth.categories()) {
      Map<String, BootstrapInterval> own = new LinkedHashMap<>();
      for (String name : List.of(AP50, PRECISION, RECALL, AREA_COVERED, AREA_ON_OBJECTS)) {
        resampled.interval(category.id(), name).ifPresent(one -> own.put(name, one));
      }
      classes.put(category.id(), own);
    }
    return classes;
  }
}
