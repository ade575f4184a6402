package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What to make of a search, in words. */
final class TuningVerdict {
  /** Six folds of one sign: chance gives that in 2 of 64 times. */
  private static final int FOLDS_THAT_TELL = 6;

  private TuningVerdict() {}

  static String of(
      List<TuningTable.Row> rows, String measure, Optional<BootstrapInterval> difference) {
    TuningTable.Row best = rows.get(0);
    OptionalInt base =
        IntStream.range(0, rows.size()).filter(i -> rows.get(i).candidate().base()).findFirst();
    if (rows.size() < 2) {
      return "Only the base has been tried yet: it stays.";
    }
    if (best.candidate().base()) {
      return String.format(
          Locale.ROOT,
          "No candidate has a better %s than the base configuration, %.3f: it stays, and best.yaml"
              + " is the base.",
          measure,
          best.mean());
    }
    TuningTable.Row from = rows.get(base.orElse(0));
    String place =
        String.format(
            Locale.ROOT,
            "%s has the best %s, %.3f; the base has %.3f and is number %d of %d.",
            best.candidate().name(),
            measure,
            best.mean(),
            from.mean(),
            base.orElse(0) + 1,
            rows.size());
    return place
        + " "
        + difference.map(TuningVerdict::byPhotos).orElseGet(() -> byFolds(best, from))
        + " It was picked for this score, so the score is a little too good: measure it on"
        + " photos it has not seen.";
  }

  private static String byPhotos(BootstrapInterval difference) {
    return "The difference is "
        + difference.signed()
        + (difference.isClear()
            ? ": a clear difference."
            : ": no clear difference, it may be chance.");
  }

  private static String byFolds(TuningTable.Row best, TuningTable.Row base) {
    int folds = best.byFold().size();
    int better = 0;
    for (int fold = 0; fold < folds; fold++) {
      better += best.byFold().get(fold) > base.byFold().get(fold) ? 1 : 0;
    }
    String count = "It is better on " + better + " of " + folds + " folds";
    if (better == folds && folds >= FOLDS_THAT_TELL) {
      return count + ": a clear difference from the base.";
    }
    return folds < FOLDS_THAT_TELL
        ? count + "; with so few folds that is no clear difference from the base."
        : count + ": no clear difference from the base.";
  }
}
