package io.faultline.experiment;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.GroupRule;
import io.faultline.dataset.ImageRecord;
import io.faultline.pipeline.RegionAnswer;
import io.faultline.provenance.RunSeed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The difference between two configurations over the same folds, with its interval: resamples draw
 * folds, and within them whole groups of photos, the same for both (a two-level paired bootstrap).
 * Groups are drawn because photos of one place are right or wrong together. Where a fold has fewer
 * than five, which resamples could not vary, photos are drawn, and the interval is too narrow.
 */
final class FoldPairs {
  private static final int COUNT = 1000;
  private static final int FEWEST_GROUPS = 5;

  private final List<RankedAnswers> ours;
  private final List<RankedAnswers> theirs;

  /** {@code [fold][photo]}: the unit that the photo is drawn with. */
  private final List<int[]> units;

  private final double precision;

  private FoldPairs(
      List<RankedAnswers> ours, List<RankedAnswers> theirs, List<int[]> units, double precision) {
    this.ours = ours;
    this.theirs = theirs;
    this.units = units;
    this.precision = precision;
  }

  /**
   * How much greater the recall at a precision is for {@code ours} than for {@code theirs}.
   *
   * @param units of each fold, as {@link #units} gives them
   */
  static Interval difference(
      List<List<RegionAnswer>> ours,
      List<List<RegionAnswer>> theirs,
      List<int[]> units,
      double precision,
      RunSeed seed) {
    return new FoldPairs(ranked(ours), ranked(theirs), units, precision).difference(seed);
  }

  private static List<RankedAnswers> ranked(List<List<RegionAnswer>> folds) {
    return folds.stream().map(RankedAnswers::new).toList();
  }

  /** Which photos of a test set are drawn together. */
  static int[] units(Dataset test, GroupRule rule) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] units = new int[test.images().size()];
    for (int i = 0; i < units.length; i++) {
      ImageRecord image = test.images().get(i);
      units[i] = numbers.computeIfAbsent(rule.group(image), name -> numbers.size());
    }
    if (numbers.size() < FEWEST_GROUPS) {
      Arrays.setAll(units, i -> i);
    }
    return units;
  }

  private Interval difference(RunSeed seed) {
    List<int[]> once = units.stream().map(photos -> filled(photos.length)).toList();
    double[] byFold = new double[units.size()];
    Arrays.setAll(byFold, fold -> gap(fold, once.get(fold)));
    double[] resampled = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      SplittableRandom random = seed.of("fold-pairs", i);
      double sum = 0;
      for (int draw = 0; draw < units.size(); draw++) {
        int fold = random.nextInt(units.size());
        sum += gap(fold, drawn(units.get(fold), random));
      }
      resampled[i] = sum / units.size();
    }
    return Interval.of(Arrays.stream(byFold).average().orElse(0), resampled);
  }

  private static int[] filled(int photos) {
    int[] once = new int[photos];
    Arrays.fill(once, 1);
    return once;
  }

  private static int[] drawn(int[] unitOf, SplittableRandom random) {
    int units = Arrays.stream(unitOf).max().orElse(-1) + 1;
    int[] times = new int[units];
    for (int i = 0; i < units; i++) {
      times[random.nextInt(units)]++;
    }
    return Arrays.stream(unitOf).map(unit -> times[unit]).toArray();
  }

  private double gap(int fold, int[] drawn) {
    return ours.get(fold).recallAt(precision, drawn) - theirs.get(fold).recallAt(precision, drawn);
  }
}
