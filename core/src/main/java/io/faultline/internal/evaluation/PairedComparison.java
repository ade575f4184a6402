package io.faultline.internal.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two runs over the same photos, compared by a paired bootstrap: every resample draws the same
 * photos for both, so that what is hard for both does not hide which one is better.
 *
 * @param thresholds of the run in question
 * @param otherThresholds of the run it is compared with
 * @param resampled what was drawn, in words
 * @param differences of AP, AP50, recall, precision, area covered and area on objects; undefined
 *     ones are absent
 */
public record PairedComparison(
    Thresholds thresholds,
    Thresholds otherThresholds,
    String resampled,
    List<PairedComparison.Difference> differences) {

  /** What can be said of a difference. */
  public enum Verdict {
    /** The interval of the difference lies above zero. */
    BETTER,
    /** It lies below zero. */
    WORSE,
    /** It holds zero: the difference may be chance. */
    NO_CLEAR_DIFFERENCE;

    /** {@code better}, {@code worse} or {@code no clear difference}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One number of both runs.
   *
   * @param name as in {@link Evaluation#intervals}
   * @param ours of the run in question
   * @param theirs of the other
   * @param difference how much greater ours is
   */
  public record Difference(String name, double ours, double theirs, BootstrapInterval difference) {
    /** What it is called in tables and sentences. */
    public String words() {
      return switch (name) {
        case Evaluation.AREA_COVERED -> "area covered";
        case Evaluation.AREA_ON_OBJECTS -> "area on objects";
        default -> name;
      };
    }

    /** What can be said of it; of every number here more is better. */
    public Verdict verdict() {
      return !difference.isClear()
          ? Verdict.NO_CLEAR_DIFFERENCE
          : difference.lower() > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
  }

  /** Copies the list. */
  public PairedComparison {
    differences = List.copyOf(differences);
  }

  /**
   * Compares.
   *
   * @param thresholds the operating point of {@code ours}
   * @param otherThresholds the operating point of {@code theirs}
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static PairedComparison of(
      Dataset truth,
      List<ImageDetections> ours,
      Thresholds thresholds,
      List<ImageDetections> theirs,
      Thresholds otherThresholds,
      BootstrapInterval.Options options) {
    DetectionMatches matches = DetectionMatches.of(truth, ours);
    PhotoUnits units = PhotoUnits.of(matches.photos(), options.groups());
    ResampledMetrics our = ResampledMetrics.of(matches, thresholds, units, options);
    ResampledMetrics their =
        ResampledMetrics.of(DetectionMatches.of(truth, theirs), otherThresholds, units, options);
    List<Difference> differences = new ArrayList<>();
    for (String name :
        List.of(
            Evaluation.AP,
            Evaluation.AP50,
            Evaluation.RECALL,
            Evaluation.PRECISION,
            Evaluation.AREA_COVERED,
            Evaluation.AREA_ON_OBJECTS)) {
      our.difference(their, name)
          .ifPresent(
              difference ->
                  differences.add(
                      new Difference(name, our.estimate(name), their.estimate(name), difference)));
    }
    return new PairedComparison(thresholds, otherThresholds, units.words(), differences);
  }
}
