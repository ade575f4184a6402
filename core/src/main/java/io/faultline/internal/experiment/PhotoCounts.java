package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.RankedAnswers;
import io.faultline.internal.evaluation.RegionAnswer;
import java.util.Arrays;
import java.util.List;

/** Answers counted by photo, so that a resample of photos is a weighted sum. */
final class PhotoCounts {
  private final int[] right;
  private final int[] named;
  private final int[] objects;
  private final int[] background;
  private final RankedAnswers ranked;
  private final double precision;

  private PhotoCounts(int photos, List<RegionAnswer> answers, double precision) {
    ranked = new RankedAnswers(answers);
    this.precision = precision;
    right = new int[photos];
    named = new int[photos];
    objects = new int[photos];
    background = new int[photos];
  }

  /**
   * Counts.
   *
   * @param photos all that have answers in any trial, ascending
   * @param precision at which recall is asked for
   */
  static PhotoCounts of(List<RegionAnswer> answers, int[] photos, double precision) {
    List<RegionAnswer> placed = answers.stream().map(answer -> placed(answer, photos)).toList();
    PhotoCounts counts = new PhotoCounts(photos.length, placed, precision);
    for (RegionAnswer answer : placed) {
      int taken = answer.at(RegionScore.DECIDED);
      (answer.label() > 0 ? counts.objects : counts.background)[answer.photo()]++;
      counts.named[answer.photo()] += taken > 0 ? 1 : 0;
      counts.right[answer.photo()] += taken > 0 && taken == answer.label() ? 1 : 0;
    }
    return counts;
  }

  /** The answer with the place of its photo among those that have answers. */
  private static RegionAnswer placed(RegionAnswer answer, int[] photos) {
    return new RegionAnswer(
        Arrays.binarySearch(photos, answer.photo()),
        answer.label(),
        answer.likeliest(),
        answer.probability());
  }

  /** The score where every photo counts as often as it was drawn. */
  RegionScore score(int[] drawn) {
    return RegionScore.of(
        sum(right, drawn),
        sum(named, drawn),
        ranked.recallAt(precision, drawn),
        sum(background, drawn),
        sum(objects, drawn));
  }

  /** How many regions hold an object, where every photo counts as often as it was drawn. */
  double objects(int[] drawn) {
    return sum(objects, drawn);
  }

  private static double sum(int[] counts, int[] drawn) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += (double) counts[i] * drawn[i];
    }
    return sum;
  }
}
