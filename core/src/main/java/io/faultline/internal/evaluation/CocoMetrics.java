package io.faultline.internal.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The twelve numbers of the COCO detection challenge, and AP per class; each is in [0, 1], or -1
 * where there is nothing to be found.
 *
 * <p>They agree with {@code pycocotools.COCOeval} for boxes: ten IoU thresholds from 0.5 to 0.95,
 * 101 recalls, size classes by the annotation's area, at most 100 detections per class and photo,
 * crowds neither hit nor miss, equal scores by photo id and then in the order given, detections of
 * unknown categories left out. Two differences: annotation id 0 is an id like any other (there it
 * can never be found), and an empty list of detections gives zeros instead of a failure.
 *
 * @param ap mean AP over classes and IoU thresholds
 * @param ap50 at IoU 0.5
 * @param ap75 at IoU 0.75
 * @param apSmall objects up to 32 x 32 pixels
 * @param apMedium objects from 32 x 32 to 96 x 96 pixels
 * @param apLarge objects from 96 x 96 pixels
 * @param ar1 mean highest recall with one detection per class and photo
 * @param ar10 with ten
 * @param ar100 with a hundred
 * @param arSmall with a hundred, objects up to 32 x 32 pixels
 * @param arMedium with a hundred, objects from 32 x 32 to 96 x 96 pixels
 * @param arLarge with a hundred, objects from 96 x 96 pixels
 * @param perClass every category of the dataset, by ascending id
 */
public record CocoMetrics(
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar1,
    double ar10,
    double ar100,
    double arSmall,
    double arMedium,
    double arLarge,
    List<ClassMetrics> perClass) {
  static final int IOU_50 = 0;
  static final int IOU_75 = 5;

  /** Copies the list. */
  public CocoMetrics {
    perClass = List.copyOf(perClass);
  }

  /**
   * Scores detections against the truth. Several entries for one photo count as one, in the order
   * given; a photo without an entry has no detections.
   *
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static CocoMetrics of(Dataset truth, List<ImageDetections> detections) {
    return of(DetectionMatches.of(truth, detections));
  }

  static CocoMetrics of(DetectionMatches matches) {
    List<ClassMatches> classes = matches.classes();
    int[] once = matches.eachOnce();
    return new CocoMetrics(
        meanPrecision(classes, AreaRange.ALL, once),
        meanPrecision(classes, IOU_50, once),
        meanPrecision(classes, IOU_75, once),
        meanPrecision(classes, AreaRange.SMALL, once),
        meanPrecision(classes, AreaRange.MEDIUM, once),
        meanPrecision(classes, AreaRange.LARGE, once),
        meanRecall(classes, AreaRange.ALL, 1, once),
        meanRecall(classes, AreaRange.ALL, 10, once),
        meanRecall(classes, AreaRange.ALL, PhotoMatcher.MAX_DETECTIONS, once),
        meanRecall(classes, AreaRange.SMALL, PhotoMatcher.MAX_DETECTIONS, once),
        meanRecall(classes, AreaRange.MEDIUM, PhotoMatcher.MAX_DETECTIONS, once),
        meanRecall(classes, AreaRange.LARGE, PhotoMatcher.MAX_DETECTIONS, once),
        classes.stream().map(one -> metrics(one, once)).toList());
  }

  /** The twelve by COCO's short names, in COCO's order: AP, AP50, AP75, APs .. ARm, ARl. */
  public Map<String, Double> asMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("AP", ap);
    map.put("AP50", ap50);
    map.put("AP75", ap75);
    map.put("APs", apSmall);
    map.put("APm", apMedium);
    map.put("APl", apLarge);
    map.put("AR1", ar1);
    map.put("AR10", ar10);
    map.put("AR100", ar100);
    map.put("ARs", arSmall);
    map.put("ARm", arMedium);
    map.put("ARl", arLarge);
    return map;
  }

  private static ClassMetrics metrics(ClassMatches matches, int[] once) {
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(matches);
    PrecisionRecallCurve.Point best =
        curve.best().orElse(new PrecisionRecallCurve.Point(-1, -1, -1, -1));
    return new ClassMetrics(
        matches.category().id(),
        matches.category().name(),
        curve.support(),
        meanPrecision(List.of(matches), AreaRange.ALL, once),
        meanPrecision(List.of(matches), IOU_50, once),
        best.f1(),
        best.precision(),
        best.recall(),
        best.threshold());
  }

  private static double meanPrecision(List<ClassMatches> classes, int threshold, int[] drawn) {
    return mean(
        classes, matches -> new AveragePrecision(matches, AreaRange.ALL).of(threshold, drawn));
  }

  private static double meanPrecision(List<ClassMatches> classes, AreaRange range, int[] drawn) {
    return mean(
        classes,
        matches ->
            Arrays.stream(new AveragePrecision(matches, range).of(drawn)).average().orElseThrow());
  }

  private static double meanRecall(
      List<ClassMatches> classes, AreaRange range, int maxDetections, int[] drawn) {
    return mean(
        classes,
        matches ->
            overThresholds(t -> AveragePrecision.recall(matches, range, t, maxDetections, drawn)));
  }

  private static double overThresholds(java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, PhotoMatcher.thresholds()).mapToDouble(value).average().orElseThrow();
  }

  /** The mean over the classes for which the value is defined, or -1. */
  private static double mean(List<ClassMatches> classes, ToDoubleFunction<ClassMatches> value) {
    List<Double> defined = new ArrayList<>();
    for (ClassMatches matches : classes) {
      double one = value.applyAsDouble(matches);
      if (!Double.isNaN(one)) {
        defined.add(one);
      }
    }
    return defined.stream().mapToDouble(Double::doubleValue).average().orElse(-1);
  }
}
