package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.PhotoUnits;
import io.faultline.internal.evaluation.RankedAnswers;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The difference between two configurations over the same folds, with its interval: resamples draw
 * folds, and within them whole groups of photos, the same for both (a two-level paired bootstrap).
 * Where a fold has too few groups ({@link PhotoUnits}), photos are drawn, and the interval is too
 * narrow.
 */
final class FoldPairs {
  private static final int COUNT = 1000;
  private static final double CONFIDENCE = 0.95;

  private final List<RankedAnswers> ours;
  private final List<RankedAnswers> theirs;

  /** What is drawn of each fold. */
  private final List<PhotoUnits> units;

  private final double precision;

  private FoldPairs(
      List<RankedAnswers> ours,
      List<RankedAnswers> theirs,
      List<PhotoUnits> units,
      double precision) {
    this.ours = ours;
    this.theirs = theirs;
    this.units = units;
    this.precision = precision;
  }

  /**
   * How much greater the recall at a precision is for {@code ours} than for {@code theirs}.
   *
   * @param units of each fold
   */
  static BootstrapInterval difference(
      List<List<RegionAnswer>> ours,
      List<List<RegionAnswer>> theirs,
      List<PhotoUnits> units,
      double precision,
      RunSeed seed) {
    return new FoldPairs(ranked(ours), ranked(theirs), units, precision).difference(seed);
  }

  private static List<RankedAnswers> ranked(List<List<RegionAnswer>> folds) {
    return folds.stream().map(RankedAnswers::new).toList();
  }

  private BootstrapInterval difference(RunSeed seed) {
    List<int[]> once = units.stream().map(PhotoUnits::once).toList();
    double[] byFold = new double[units.size()];
    Arrays.setAll(byFold, fold -> gap(fold, once.get(fold)));
    double[] resampled = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      SplittableRandom random = seed.of("fold-pairs", i);
      double sum = 0;
      for (int draw = 0; draw < units.size(); draw++) {
        int fold = random.nextInt(units.size());
        sum += gap(fold, units.get(fold).drawn(random));
      }
      resampled[i] = sum / units.size();
    }
    return BootstrapInterval.of(Arrays.stream(byFold).average().orElse(0), resampled, CONFIDENCE)
        .orElseThrow();
  }

  private double gap(int fold, int[] drawn) {
    return ours.get(fold).recallAt(precision, drawn) - theirs.get(fold).recallAt(precision, drawn);
  }
}
