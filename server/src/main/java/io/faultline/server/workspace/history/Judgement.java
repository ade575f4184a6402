package io.faultline.server.workspace.history;

import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * What a photo's boxes and its file say together.
 *
 * @param verdict CRACK if a person accepted a box; CLEAN if a person reviewed the photo and left no
 *     box; otherwise that of the model for the boxes that are left. Without a model, an unreviewed
 *     photo is REVIEW
 * @param doubt how much the photo needs a person, in [0, 1]: from 0.5 if it is REVIEW, more with an
 *     open box whose score is near the threshold, and 0 if it is reviewed
 */
public record Judgement(Verdict verdict, double doubt) {
  private static final Thresholds UNKNOWN = Thresholds.all(0.5);

  /**
   * What is known of the file and the search.
   *
   * @param coverage share of the photo that was decoded and searched, in [0, 1]
   * @param doubtful whether the file gives a reason for a person to look
   */
  public record Searched(double coverage, boolean doubtful) {}

  /**
   * Judges a photo.
   *
   * @param searched empty if no model has searched the photo
   * @param point that of the model; empty without a model
   */
  public static Judgement of(
      PhotoState state, Optional<Searched> searched, Optional<OperatingPoint> point) {
    boolean accepted = state.boxes().stream().anyMatch(box -> box.state() == BoxState.ACCEPTED);
    if (state.reviewed()) {
      return new Judgement(accepted ? Verdict.CRACK : Verdict.CLEAN, 0);
    }
    List<Detection> open =
        state.boxes().stream()
            .filter(box -> box.state() == BoxState.OPEN)
            .map(box -> new Detection(box.categoryId(), box.box(), box.score().orElse(1)))
            .toList();
    Verdict verdict =
        accepted
            ? Verdict.CRACK
            : searched
                .flatMap(seen -> point.map(p -> p.judge(open, seen.coverage(), seen.doubtful())))
                .orElse(Verdict.REVIEW);
    Thresholds thresholds = point.map(OperatingPoint::thresholds).orElse(UNKNOWN);
    double near =
        open.stream()
            .mapToDouble(one -> nearness(one.score(), thresholds.of(one.categoryId())))
            .max()
            .orElse(0);
    return new Judgement(verdict, (verdict == Verdict.REVIEW ? 0.5 : 0) + near / 2);
  }

  /** 1 at the threshold, 0 at the ends of the range of scores. */
  private static double nearness(double score, double threshold) {
    double near =
        score < threshold ? score / threshold : threshold < 1 ? (1 - score) / (1 - threshold) : 1;
    return Math.min(1, Math.max(0, near));
  }
}
