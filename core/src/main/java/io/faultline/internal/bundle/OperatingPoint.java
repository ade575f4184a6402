package io.faultline.internal.bundle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From which scores a detector speaks, and why from there.
 *
 * @param threshold a detection is reported from here, in [0, 1]
 * @param certain from here a photo is {@link Verdict#CRACK}, in [threshold, 1]; between both a
 *     person reviews it
 * @param basis how the threshold was chosen
 */
public record OperatingPoint(double threshold, double certain, Basis basis) {

  /** How a threshold was chosen. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = FBeta.class, name = "f-beta"),
    @JsonSubTypes.Type(value = Stated.class, name = "stated"),
    @JsonSubTypes.Type(value = RecallPromise.Proven.class, name = "recall-proven"),
    @JsonSubTypes.Type(value = RecallPromise.Refused.class, name = "recall-refused")
  })
  public sealed interface Basis permits FBeta, Stated, RecallPromise {
    /** The choice in words, without the threshold itself. */
    String words();
  }

  /**
   * The lowest score whose F-beta on held-out photos is statistically as good as the best, at IoU
   * 0.5, all classes counted together.
   *
   * @param photos how many held-out photos it was chosen on
   * @param beta how much more recall counted than precision; 1 is F1
   * @param value reached there, in [0, 1]
   * @param highest reached at any score, in [value, 1]
   */
  public record FBeta(int photos, double beta, double value, double highest) implements Basis {
    /** Checks the ranges. */
    public FBeta {
      boolean fits = value >= 0 && highest >= value && highest <= 1;
      if (photos < 0 || !(beta > 0) || !Double.isFinite(beta) || !fits) {
        throw new IllegalArgumentException(
            "F-beta of "
                + value
                + ", at most "
                + highest
                + ", with beta "
                + beta
                + " on "
                + photos
                + " photos does not fit");
      }
    }

    @Override
    public String words() {
      String name = beta == Math.rint(beta) ? "F" + Math.round(beta) : "F" + beta;
      String where = String.format(Locale.ROOT, "on %d held-out photos", photos);
      return value == highest
          ? String.format(Locale.ROOT, "highest %s, %.3f, %s", name, value, where)
          : String.format(
              Locale.ROOT,
              "the lowest whose %s, %.3f, is within half a standard error of the highest, %.3f, %s",
              name,
              value,
              highest,
              where);
    }
  }

  /** Not chosen on photos: {@code words} says why it is what it is. */
  public record Stated(String words) implements Basis {}

  /** Checks the ranges. */
  public OperatingPoint {
    if (!(threshold >= 0) || !(threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + "; it must be in [0, 1]");
    }
    if (!(certain >= threshold) || !(certain <= 1)) {
      throw new IllegalArgumentException(
          "certain is " + certain + "; it must be in [threshold, 1] = [" + threshold + ", 1]");
    }
  }

  /** One score for both: no photo needs review for its detections. */
  public static OperatingPoint of(double threshold, Basis basis) {
    return new OperatingPoint(threshold, threshold, basis);
  }

  /**
   * Another threshold, named by a person; whatever was promised of the old one is gone. What was
   * certain stays so where it still can.
   */
  public OperatingPoint at(double newThreshold, String words) {
    return new OperatingPoint(newThreshold, Math.max(newThreshold, certain), new Stated(words));
  }

  /**
   * The point that a proof gives, kept or refused. A refused one still sets the most careful
   * threshold; where nothing was found at any score there is none, and this threshold stays.
   */
  public OperatingPoint with(RecallPromise promise) {
    double careful = promise.evidence().found() == 0 ? threshold : promise.evidence().threshold();
    return new OperatingPoint(careful, Math.max(careful, certain), promise);
  }

  /** Judges a photo whose file left no doubt. */
  public Verdict judge(List<Detection> detections, double coverage) {
    return judge(detections, coverage, false);
  }

  /**
   * Judges a photo. One of which any part was unreadable or skipped, or whose file left a doubt, is
   * never clean.
   *
   * @param coverage share of the photo's pixels that was decoded and looked at, in [0, 1]
   * @param doubtful whether the file left a doubt
   */
  public Verdict judge(List<Detection> detections, double coverage, boolean doubtful) {
    double best = detections.stream().mapToDouble(Detection::score).max().orElse(-1);
    if (best >= certain) {
      return Verdict.CRACK;
    }
    // Written so that a coverage that is not a number needs review, too.
    return best < threshold && coverage >= 1 && !doubtful ? Verdict.CLEAN : Verdict.REVIEW;
  }

  /** The promise that stands for this threshold. */
  public Optional<RecallPromise.Proven> promise() {
    return basis instanceof RecallPromise.Proven proven ? Optional.of(proven) : Optional.empty();
  }

  /** One line: the threshold and how it was chosen. */
  public String words() {
    return String.format(Locale.ROOT, "threshold %.3f: %s", threshold, basis.words());
  }
}
