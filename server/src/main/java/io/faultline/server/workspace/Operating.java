package io.faultline.server.workspace;

import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.text.Numbers;
import java.util.Optional;

/**
 * What a threshold means. The model's own threshold stands for its thresholds by class, where it
 * has such; any other one is the same for all classes.
 *
 * @param photos number of photos with a reported box
 * @param boxes number of reported boxes
 * @param meaning how this differs from the model's threshold, and what it does to the promise
 */
public record Operating(double threshold, long photos, long boxes, String meaning) {

  static Operating of(double threshold, Optional<OperatingPoint> point, ScoreIndex scores) {
    ScoreIndex.Reported here =
        scores.at(
            point
                .filter(own -> own.threshold() == threshold)
                .map(OperatingPoint::thresholds)
                .orElse(Thresholds.all(threshold)));
    String meaning =
        point
            .map(
                own ->
                    change(here, scores.at(own.thresholds()), threshold, own)
                        + " "
                        + promise(threshold, own))
            .orElse("There is no model, so nothing is promised.");
    return new Operating(threshold, here.photos(), here.boxes(), meaning);
  }

  /** What would be reported, and its meaning. */
  public String words() {
    return "At a threshold of "
        + Numbers.score(threshold)
        + ", "
        + boxes(boxes, "")
        + " in "
        + Numbers.counted(photos, "photo")
        + (boxes == 1 ? " is" : " are")
        + " reported. "
        + meaning;
  }

  private static String change(
      ScoreIndex.Reported here, ScoreIndex.Reported own, double threshold, OperatingPoint point) {
    if (threshold == point.threshold()) {
      return point.thresholds().uniform()
          ? "This is the model's threshold."
          : "This is the model's threshold; some classes have their own.";
    }
    long boxes = here.boxes() - own.boxes();
    String difference =
        boxes == 0
            ? "as many boxes as"
            : boxes(Math.abs(boxes), boxes > 0 ? "more " : "fewer ") + " than";
    return "That is "
        + difference
        + " at the model's threshold of "
        + Numbers.score(point.threshold())
        + ".";
  }

  private static String boxes(long count, String kind) {
    return count + " " + kind + (count == 1 ? "box" : "boxes");
  }

  private static String promise(double threshold, OperatingPoint point) {
    Optional<RecallPromise> first = point.promises().stream().findFirst();
    if (first.orElse(null) instanceof RecallPromise.Proven proven) {
      String promised = "The promise: " + proven.words();
      if (threshold == point.threshold()) {
        return promised;
      }
      return threshold < promisedFrom(proven, point)
          ? "A lower threshold finds at least as much, so the promise holds; expect more false"
              + " alarms. "
              + promised
          : "The promise was proved at the model's threshold. Above it less is found, and nothing"
              + " is promised.";
    }
    if (first.orElse(null) instanceof RecallPromise.Refused refused) {
      return "No recall is promised at any threshold: " + refused.words();
    }
    return "No recall is promised at any threshold: the model's was not proved on labelled photos of"
        + " yours (faultline promise does that).";
  }

  /** The score of the classes that a promise is about. */
  private static double promisedFrom(RecallPromise promise, OperatingPoint point) {
    return Optional.ofNullable(point.classes().get(promise.target().category()))
        .map(OperatingPoint.OfClass::threshold)
        .orElse(point.threshold());
  }
}
