package io.faultline.internal.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Answers from the surest to the least sure, so that the recall that any threshold reaches at a
 * precision is one pass over them, for all photos or for a resample.
 */
public final class RankedAnswers {
  private final int[] photo;
  private final boolean[] object;
  private final boolean[] right;

  /** Whether the next answer is less sure: a threshold fits between both. */
  private final boolean[] last;

  /** Sorts answers; those alike in probability belong to one threshold. */
  public RankedAnswers(List<RegionAnswer> answers) {
    List<RegionAnswer> sorted =
        answers.stream()
            .sorted(Comparator.comparingDouble(RegionAnswer::probability).reversed())
            .toList();
    int n = sorted.size();
    photo = new int[n];
    object = new boolean[n];
    right = new boolean[n];
    last = new boolean[n];
    for (int i = 0; i < n; i++) {
      RegionAnswer answer = sorted.get(i);
      photo[i] = answer.photo();
      object[i] = answer.label() > 0;
      right[i] = object[i] && answer.likeliest() == answer.label();
      last[i] = i + 1 == n || sorted.get(i + 1).probability() != answer.probability();
    }
  }

  /** All photos once. */
  public double recallAt(double precision) {
    int[] once = new int[Arrays.stream(photo).max().orElse(-1) + 1];
    Arrays.fill(once, 1);
    return recallAt(precision, once);
  }

  /**
   * The highest recall that any threshold reaches at this precision or better; 0 where none does.
   *
   * @param drawn how often each photo counts
   */
  public double recallAt(double precision, int[] drawn) {
    long objects = 0;
    for (int i = 0; i < photo.length; i++) {
      objects += object[i] ? drawn[photo[i]] : 0;
    }
    long named = 0;
    long found = 0;
    long best = 0;
    for (int i = 0; i < photo.length; i++) {
      named += drawn[photo[i]];
      found += right[i] ? drawn[photo[i]] : 0;
      if (last[i] && named > 0 && (double) found / named >= precision) {
        best = Math.max(best, found);
      }
    }
    return objects > 0 ? (double) best / objects : 0;
  }
}
