package io.faultline.internal.evaluation;

import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Refused;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Proves a recall on labelled photos that were not used to train or to choose: the highest
 * threshold, and so the one with the fewest false alarms, whose exact lower bound still reaches the
 * target.
 *
 * <p>Looking at every threshold does not cost confidence. Recall falls as the threshold rises, and
 * so, in every sample, does the count that is found. Let {@code t} be any threshold whose true
 * recall is below the target. Should the proof pick {@code t} or one above it, then the bound at
 * {@code t} reaches the target as well, so it lies above the true recall of {@code t}; for one
 * fixed threshold that happens with probability {@code 1 - confidence} at most. Letting {@code t}
 * fall to where the recall crosses the target covers every broken promise (fixed-sequence testing;
 * as in risk-controlling prediction sets, Bates, Angelopoulos, Lei, Malik and Jordan 2021, and
 * "Learn then Test", Angelopoulos, Bates, Candès, Jordan and Lei 2021).
 *
 * <p>The bound takes units as independent, which cracks of one structure are not. A bootstrap over
 * groups stands beside it (groups drawn with replacement, the same end of the interval), as a
 * warning rather than as a proof: it is rough with few groups and says 1 where nothing was missed.
 */
public final class RecallProof {
  private static final int RESAMPLES = 2000;

  /** Past so many units in all, more photos are no advice. */
  private static final long MAX_UNITS = 100_000;

  private static final double[] TARGETS = {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99};

  private RecallProof() {}

  /**
   * Proves the target, or refuses it with the evidence of the most careful threshold: the highest
   * of those that find the most.
   *
   * @param seed decides the bootstrap's draws
   */
  public static RecallPromise of(RecallSample sample, Target target, RunSeed seed) {
    List<Double> scores = sample.scores();
    int all = sample.units().size();
    int needed = needed(scores.size(), all, target);
    if (needed <= scores.size()) {
      return new Proven(target, evidence(sample, scores.get(needed - 1), target, seed));
    }
    double careful = scores.isEmpty() ? 0 : scores.get(scores.size() - 1);
    return new Refused(target, evidence(sample, careful, target, seed), morePhotos(sample, target));
  }

  /** The highest recall that the sample can prove at all, in [0, 1). */
  public static double highest(RecallSample sample, double confidence) {
    return ClopperPearson.lower(sample.scores().size(), sample.units().size(), confidence);
  }

  /**
   * What common targets, the asked one and the highest whole percentage that can be proved would
   * cost, ascending, up to the first that is refused. Each holds by itself; a target picked after a
   * look at all of them does not.
   */
  public static List<RecallPromise> table(RecallSample sample, Target asked, RunSeed seed) {
    List<RecallPromise> table = new ArrayList<>();
    double highest = Math.floor(100 * highest(sample, asked.confidence())) / 100;
    for (double recall : targets(asked.recall(), highest)) {
      RecallPromise promise = of(sample, asked.withRecall(recall), seed);
      table.add(promise);
      if (promise instanceof Refused) {
        break;
      }
    }
    return List.copyOf(table);
  }

  private static double[] targets(double... further) {
    return DoubleStream.concat(DoubleStream.of(TARGETS), DoubleStream.of(further))
        .filter(recall -> recall > 0)
        .sorted()
        .distinct()
        .toArray();
  }

  /** The fewest found units that prove the target, or one more than {@code most}. */
  private static int needed(int most, int all, Target target) {
    int low = 1;
    int high = most + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (ClopperPearson.reaches(middle, all, target.confidence(), target.recall())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Evidence evidence(
      RecallSample sample, double threshold, Target target, RunSeed seed) {
    long found = sample.found(threshold);
    int all = sample.units().size();
    return new Evidence(
        threshold,
        found,
        all,
        ClopperPearson.lower(found, all, target.confidence()),
        groupLower(sample, threshold, target, seed),
        (int) sample.units().stream().map(RecallSample.Unit::group).distinct().count(),
        sample.photos(),
        sample.photos() == 0
            ? 0
            : (double) above(sample.falseAlarms(), threshold) / sample.photos(),
        sample.cleanPhotos(),
        above(sample.cleanAlarms(), threshold));
  }

  private static int above(List<Double> scores, double threshold) {
    return (int) scores.stream().filter(score -> score >= threshold).count();
  }

  /** Groups without anything to be found say nothing about recall and are not drawn. */
  private static double groupLower(
      RecallSample sample, double threshold, Target target, RunSeed seed) {
    Map<String, long[]> byGroup = new LinkedHashMap<>();
    for (RecallSample.Unit unit : sample.units()) {
      long[] counts = byGroup.computeIfAbsent(unit.group(), name -> new long[2]);
      counts[0] += unit.score() >= threshold ? 1 : 0;
      counts[1]++;
    }
    if (byGroup.size() < 2) {
      return -1;
    }
    List<long[]> groups = List.copyOf(byGroup.values());
    double[] recalls = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      SplittableRandom random = seed.of("recall-groups", r);
      long found = 0;
      long all = 0;
      for (int i = 0; i < groups.size(); i++) {
        long[] drawn = groups.get(random.nextInt(groups.size()));
        found += drawn[0];
        all += drawn[1];
      }
      recalls[r] = (double) found / all;
    }
    java.util.Arrays.sort(recalls);
    return BootstrapInterval.percentile(recalls, 1 - target.confidence());
  }

  /** With the present rate of units per photo and of misses; -1 where no number helps. */
  private static long morePhotos(RecallSample sample, Target target) {
    long all = sample.units().size();
    long missed = all - sample.scores().size();
    if (all == 0 || missed >= (1 - target.recall()) * all) {
      return -1;
    }
    for (long more = 1; ; more++) {
      // Both rounded so that the advice errs towards more photos.
      long then = all * (sample.photos() + more) / sample.photos();
      long misses = (missed * then + all - 1) / all;
      if (then > MAX_UNITS) {
        return -1;
      }
      if (ClopperPearson.reaches(then - misses, then, target.confidence(), target.recall())) {
        return more;
      }
    }
  }
}
