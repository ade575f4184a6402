package io.faultline.experiment;

import io.faultline.evaluation.RegionAnswer;
import java.util.Arrays;
import java.util.List;

/** Answers counted by photo, so that a resample of photos is a weighted sum. */
final class PhotoCounts {
  private final int[] right;
  private final int[] named;
  private final int[] objects;
  private final int[] background;

  private PhotoCounts(int photos) {
    right = new int[photos];
    named = new int[photos];
    objects = new int[photos];
    background = new int[photos];
  }

  /**
   * Counts.
   *
   * @param photos all that have answers in any trial, ascending
   */
  static PhotoCounts of(List<RegionAnswer> answers, int[] photos) {
    PhotoCounts counts = new PhotoCounts(photos.length);
    for (RegionAnswer answer : answers) {
      int taken = answer.at(RegionScore.DECIDED);
      int photo = Arrays.binarySearch(photos, answer.photo());
      (answer.label() > 0 ? counts.objects : counts.background)[photo]++;
      counts.named[photo] += taken > 0 ? 1 : 0;
      counts.right[photo] += taken > 0 && taken == answer.label() ? 1 : 0;
    }
    return counts;
  }

  /** The score where every photo counts as often as it was drawn. */
  RegionScore score(int[] drawn) {
    return RegionScore.of(
        sum(right, drawn), sum(named, drawn), sum(background, drawn), sum(objects, drawn));
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
