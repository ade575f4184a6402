package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.PhotoUnits;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Scores of every recipe over resampled photos and seeds (a two-level bootstrap). Each resample
 * draws the same photos and the same seeds for every recipe, so that differences are paired. With
 * one seed the intervals speak of photos alone; with three they speak of seeds roughly. Photos of
 * which there is no answer at all are none; draws in which some recipe has no region with an object
 * to find are drawn again, for they say nothing of its recall.
 */
final class Resamples {
  private static final int COUNT = 1000;
  private static final double CONFIDENCE = 0.95;

  /** {@code [recipe][0: as they are, then resamples]}. */
  private final List<List<RegionScore>> scores;

  private final int photos;

  private Resamples(List<List<RegionScore>> scores, int photos) {
    this.scores = scores;
    this.photos = photos;
  }

  /**
   * Draws.
   *
   * @param answers {@code [recipe][seed]}, at least one of each and of every recipe as many
   * @param precision at which recall is asked for, whatever the threshold
   */
  static Resamples of(List<List<List<RegionAnswer>>> answers, double precision, RunSeed seed) {
    int[] photos =
        answers.stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .mapToInt(RegionAnswer::photo)
            .distinct()
            .sorted()
            .toArray();
    List<List<PhotoCounts>> counts =
        answers.stream()
            .map(
                recipe ->
                    recipe.stream().map(one -> PhotoCounts.of(one, photos, precision)).toList())
            .toList();
    List<List<RegionScore>> scores = new ArrayList<>();
    counts.forEach(recipe -> scores.add(new ArrayList<>()));
    int[] once = new int[photos.length];
    Arrays.fill(once, 1);
    for (int r = 0; r < counts.size(); r++) {
      scores.get(r).add(mean(counts.get(r), once));
    }
    List<PhotoCounts> findable =
        counts.stream().map(recipe -> recipe.get(0)).filter(one -> one.objects(once) > 0).toList();
    int seeds = counts.get(0).size();
    for (int i = 0; i < COUNT; i++) {
      SplittableRandom random = seed.of("comparison", i);
      int[] drawn = draw(photos.length, findable, random);
      int[] drawnSeeds = random.ints(seeds, 0, seeds).toArray();
      for (int r = 0; r < counts.size(); r++) {
        List<PhotoCounts> all = counts.get(r);
        scores.get(r).add(mean(Arrays.stream(drawnSeeds).mapToObj(all::get).toList(), drawn));
      }
    }
    return new Resamples(scores, photos.length);
  }

  /** How often each photo is drawn; every one of {@code findable} has an object in the draw. */
  private static int[] draw(int photos, List<PhotoCounts> findable, SplittableRandom random) {
    while (true) {
      int[] drawn = PhotoUnits.each(photos).drawn(random);
      if (findable.stream().allMatch(recipe -> recipe.objects(drawn) > 0)) {
        return drawn;
      }
    }
  }

  private static RegionScore mean(List<PhotoCounts> seeds, int[] drawn) {
    double[] sums = new double[6];
    for (PhotoCounts seed : seeds) {
      RegionScore score = seed.score(drawn);
      sums[0] += score.precision();
      sums[1] += score.recall();
      sums[2] += score.f1();
      sums[3] += score.recallAtPrecision();
      sums[4] += score.background();
      sums[5] += score.objects();
    }
    int n = seeds.size();
    return new RegionScore(
        sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, sums[4] / n, sums[5] / n);
  }

  /** Of how many photos there are answers. */
  int photos() {
    return photos;
  }

  /** The mean over seeds, photos as they are. */
  RegionScore score(int recipe) {
    return scores.get(recipe).get(0);
  }

  /** One number of a recipe. */
  BootstrapInterval of(int recipe, ToDoubleFunction<RegionScore> number) {
    List<RegionScore> all = scores.get(recipe);
    return interval(
        number.applyAsDouble(all.get(0)), all.stream().skip(1).mapToDouble(number).toArray());
  }

  /** How much greater a number is for one recipe than for another, photos paired. */
  BootstrapInterval difference(int recipe, int other, ToDoubleFunction<RegionScore> number) {
    double[] values = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = gap(recipe, other, i + 1, number);
    }
    return interval(gap(recipe, other, 0, number), values);
  }

  private static BootstrapInterval interval(double estimate, double[] resampled) {
    return BootstrapInterval.of(estimate, resampled, CONFIDENCE).orElseThrow();
  }

  private double gap(int recipe, int other, int i, ToDoubleFunction<RegionScore> number) {
    return number.applyAsDouble(scores.get(recipe).get(i))
        - number.applyAsDouble(scores.get(other).get(i));
  }
}
