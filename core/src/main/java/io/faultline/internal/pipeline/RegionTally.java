package io.faultline.internal.pipeline;

import io.faultline.dataset.Category;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Collects what regions are and what they were taken for, and reports on a sample of them. */
final class RegionTally {
  /** Negatives per positive in mmalek06 (2024), supplement: 39,615 to 28,723 validation crops. */
  private static final double NEGATIVES_PER_POSITIVE = 39_615.0 / 28_723;

  /** All regions of so many photos are kept; of more photos, as many, drawn evenly. */
  private static final double PHOTOS_KEPT_WHOLE = 1000;

  private final double share;
  private final RunSeed seed;
  private final List<Judged> positives = new ArrayList<>();
  private final List<Judged> negatives = new ArrayList<>();

  /** Keeps a share of every photo's regions that is 1 up to a thousand photos. */
  RegionTally(int photos, RunSeed seed) {
    this.share = PHOTOS_KEPT_WHOLE / photos;
    this.seed = seed;
  }

  /**
   * One region.
   *
   * @param taken what the classifier takes it for: 0 for background, otherwise 1 + the class
   */
  record Judged(RegionAnswer answer, int taken) {}

  /** The regions of a photo that are worth keeping until all photos are known. */
  List<Judged> sample(long imageId, List<Judged> regions) {
    SplittableRandom random = seed.of("report-regions", imageId);
    return regions.stream().filter(region -> random.nextDouble() < share).toList();
  }

  /** Takes in one region. */
  void add(Judged region) {
    (region.answer().label() > 0 ? positives : negatives).add(region);
  }

  /**
   * All positives and as many negatives, drawn evenly, as make that mix of 58 to 42: precision
   * depends on it.
   */
  RegionReport report(List<Category> categories) {
    int wanted =
        (int) Math.min(negatives.size(), Math.round(positives.size() * NEGATIVES_PER_POSITIVE));
    SplittableRandom random = seed.of("report-negatives");
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(negatives.size() - i);
      Judged drawn = negatives.get(j);
      negatives.set(j, negatives.get(i));
      negatives.set(i, drawn);
    }
    List<Judged> chosen =
        Stream.concat(positives.stream(), negatives.subList(0, wanted).stream()).toList();
    return RegionReport.of(
        chosen.stream().map(Judged::answer).toList(),
        chosen.stream().mapToInt(Judged::taken).toArray(),
        Stream.concat(Stream.of("background"), categories.stream().map(Category::name)).toList());
  }
}
