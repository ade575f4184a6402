package io.faultline.evaluation;

/**
 * Average precision and highest recall of one class, as {@code COCOeval.accumulate}: precision made
 * non-increasing from the right and read at 101 recalls. pycocotools adds 2e-16 to the denominator
 * of precision, which is left out here, so that a perfect detector scores exactly 1.
 */
final class AveragePrecision {
  private static final int RECALLS = 101;

  private AveragePrecision() {}

  /**
   * AP at one IoU threshold, in [0, 1], where photo {@code p} counts {@code drawn[p]} times; NaN
   * where there is no object to be found.
   */
  static double of(ClassMatches matches, AreaRange range, int threshold, int[] drawn) {
    long objects = matches.objects(range, drawn);
    if (objects == 0) {
      return Double.NaN;
    }
    long hits = 0;
    long alarms = 0;
    for (int i = 0; i < matches.size(); i++) {
      int weight = matches.ignored(range, i, threshold) ? 0 : drawn[matches.photo(i)];
      if (matches.hit(range, i, threshold)) {
        hits += weight;
      } else {
        alarms += weight;
      }
    }
    double sum = 0;
    double envelope = 0;
    int next = RECALLS - 1;
    for (int i = matches.size() - 1; i >= 0; i--) {
      int weight = matches.ignored(range, i, threshold) ? 0 : drawn[matches.photo(i)];
      if (weight == 0) {
        continue;
      }
      envelope = Math.max(envelope, (double) hits / (hits + alarms));
      if (!matches.hit(range, i, threshold)) {
        alarms -= weight;
        continue;
      }
      double recall = (double) hits / objects;
      hits -= weight;
      double before = (double) hits / objects;
      while (next >= 0 && recallAt(next) > before) {
        sum += recallAt(next) > recall ? 0 : envelope;
        next--;
      }
    }
    // Recall 0 is reached before the first hit; with no hit at all the envelope is 0.
    return (sum + envelope * (next + 1)) / RECALLS;
  }

  /**
   * The recall reached with the best {@code maxDetections} of each photo; NaN where there is no
   * object to be found.
   */
  static double recall(
      ClassMatches matches, AreaRange range, int threshold, int maxDetections, int[] drawn) {
    long hits = 0;
    for (int i = 0; i < matches.size(); i++) {
      boolean counts =
          matches.rank(i) < maxDetections
              && matches.hit(range, i, threshold)
              && !matches.ignored(range, i, threshold);
      hits += counts ? drawn[matches.photo(i)] : 0;
    }
    long objects = matches.objects(range, drawn);
    return objects == 0 ? Double.NaN : (double) hits / objects;
  }

  private static double recallAt(int i) {
    return i == RECALLS - 1 ? 1 : i * 0.01;
  }
}
