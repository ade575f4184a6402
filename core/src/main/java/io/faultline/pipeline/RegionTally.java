package io.faultline.pipeline;

import io.faultline.dataset.Category;
import io.faultline.evaluation.ClassificationReport;
import io.faultline.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Collects what regions are and what they were taken for, and reports on a sample of them. */
final class RegionTally {
  /** Negatives per positive in the published series: 39,615 to 28,723 validation crops. */
  private static final double NEGATIVES_PER_POSITIVE = 39_615.0 / 28_723;

  private final List<int[]> positives = new ArrayList<>();
  private final List<int[]> negatives = new ArrayList<>();

  /** Takes in one region: labels are 0 for background, otherwise 1 + the class. */
  void add(int truth, int predicted) {
    (truth > 0 ? positives : negatives).add(new int[] {truth, predicted});
  }

  /**
   * All positives and as many negatives, drawn evenly, as make the published mix of 58 to 42:
   * precision depends on it.
   */
  ClassificationReport report(List<Category> categories, RunSeed seed) {
    int wanted =
        (int) Math.min(negatives.size(), Math.round(positives.size() * NEGATIVES_PER_POSITIVE));
    SplittableRandom random = seed.of("report-negatives");
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(negatives.size() - i);
      int[] drawn = negatives.get(j);
      negatives.set(j, negatives.get(i));
      negatives.set(i, drawn);
    }
    List<int[]> chosen =
        Stream.concat(positives.stream(), negatives.subList(0, wanted).stream()).toList();
    return ClassificationReport.of(
        chosen.stream().mapToInt(pair -> pair[0]).toArray(),
        chosen.stream().mapToInt(pair -> pair[1]).toArray(),
        Stream.concat(Stream.of("background"), categories.stream().map(Category::name)).toList());
  }
}
