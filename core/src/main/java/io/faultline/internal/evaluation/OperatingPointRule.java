package io.faultline.internal.evaluation;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.detection.ImageDetections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses scores on held-out photos at IoU 0.5: detections are reported from the lowest one whose
 * F-beta is statistically as good as the best, and certain from that of highest F1. First for all
 * classes counted together; then, by the same rule, for each class that has objects enough.
 *
 * @param beta how much more recall counts than precision, above 0
 * @param classObjects held-out objects from which a class gets scores of its own; 0 for no class
 * @param bootstrap how photos are drawn
 */
public record OperatingPointRule(
    double beta, int classObjects, BootstrapInterval.Options bootstrap) {

  /** The choice; empty where no object is found at any score. */
  public Optional<OperatingPoint> choose(Dataset heldOut, List<ImageDetections> found) {
    return chosen(FBetaCurve.of(heldOut, found), heldOut)
        .map(
            common ->
                classObjects == 0 || heldOut.categories().size() == 1
                    ? common
                    : new OperatingPoint(
                        common.threshold(),
                        common.certain(),
                        common.basis(),
                        classes(common, heldOut, found)));
  }

  private Map<String, OperatingPoint.OfClass> classes(
      OperatingPoint common, Dataset heldOut, List<ImageDetections> found) {
    Map<Integer, FBetaCurve> curves = FBetaCurve.perClass(heldOut, found);
    Map<String, OperatingPoint.OfClass> classes = new LinkedHashMap<>();
    for (Category category : heldOut.categories()) {
      FBetaCurve curve = Objects.requireNonNull(curves.get(category.id()));
      OperatingPoint point =
          curve.objects() < classObjects
              ? as(
                  common,
                  "it has "
                      + curve.objects()
                      + " held-out objects and "
                      + classObjects
                      + " are needed")
              : chosen(curve, heldOut)
                  .orElseGet(() -> as(common, "none of its held-out objects was found"));
      classes.put(
          category.name(),
          new OperatingPoint.OfClass(
              category.id(), point.threshold(), point.certain(), point.basis()));
    }
    return classes;
  }

  private static OperatingPoint as(OperatingPoint common, String reason) {
    return new OperatingPoint(
        common.threshold(),
        common.certain(),
        new OperatingPoint.Stated("that of all classes, because " + reason));
  }

  private Optional<OperatingPoint> chosen(FBetaCurve curve, Dataset heldOut) {
    double certain = curve.highest(1).map(FBetaCurve.Point::threshold).orElse(0.0);
    double highest = curve.highest(beta).map(FBetaCurve.Point::value).orElse(0.0);
    return curve
        .lowestAlike(beta, bootstrap)
        .map(
            careful ->
                new OperatingPoint(
                    careful.threshold(),
                    Math.max(careful.threshold(), certain),
                    new OperatingPoint.FBeta(
                        heldOut.images().size(), beta, careful.value(), highest)));
  }
}
