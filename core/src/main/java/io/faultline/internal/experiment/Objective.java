package io.faultline.internal.experiment;

import io.faultline.internal.binding.ConfigNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a search makes as great as it can; each lies in [0, 1]. */
public enum Objective {
  /**
   * Recall of test regions at the highest that any threshold reaches with a precision one can live
   * with: what a network knows, whatever it says at 0.5.
   */
  RECALL_AT_PRECISION,
  /** AP of detected objects at IoU 0.5. */
  AP50;

  /** How it is written: {@code recall-at-precision} or {@code ap50}. */
  public String text() {
    return ConfigNames.kebab(name());
  }

  /** Reads the written form. */
  public static Optional<Objective> of(String text) {
    return Arrays.stream(values()).filter(objective -> objective.text().equals(text)).findFirst();
  }

  /** All written forms. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Objective::text).toList();
  }

  /** What is measured, for people. */
  public String words(double minPrecision) {
    return switch (this) {
      case RECALL_AT_PRECISION ->
          String.format(Locale.ROOT, "recall at precision %.2f", minPrecision);
      case AP50 -> "AP50";
    };
  }

  /** The value of a finished trial; 0 where its network answers no numbers. */
  double of(Trial trial, double minPrecision) {
    if (trial.common().stream().anyMatch(answer -> Double.isNaN(answer.probability()))) {
      return 0;
    }
    return switch (this) {
      case RECALL_AT_PRECISION -> RegionScore.recallAt(minPrecision, trial.common());
      // COCO's -1: nothing to find.
      case AP50 -> Math.max(0, trial.ap50().orElse(0));
    };
  }
}
