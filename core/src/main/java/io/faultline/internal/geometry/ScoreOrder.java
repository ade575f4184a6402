package io.faultline.internal.geometry;

/** Orders indices by score, best first; equal scores keep the order of their indices. */
public final class ScoreOrder {
  private ScoreOrder() {}

  /**
   * The indices {@code 0 .. scores.length - 1}, best score first: a stable merge sort on primitive
   * arrays, the order of numpy's {@code argsort(-scores, kind="mergesort")}.
   *
   * @throws IllegalArgumentException if a score is NaN
   */
  public static int[] descending(double[] scores) {
    int n = scores.length;
    int[] from = new int[n];
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN; scores must be numbers");
      }
      from[i] = i;
    }
    int[] to = new int[n];
    for (long run = 1; run < n; run *= 2) {
      for (long start = 0; start < n; start += 2 * run) {
        int middle = (int) Math.min(start + run, n);
        merge(scores, from, to, (int) start, middle, (int) Math.min(start + 2 * run, n));
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private static void merge(double[] scores, int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int k = start; k < end; k++) {
      boolean takeLeft =
          right >= end || (left < middle && scores[from[left]] >= scores[from[right]]);
      to[k] = takeLeft ? from[left++] : from[right++];
    }
  }
}
