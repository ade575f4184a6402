package io.faultline.internal.classifier;

import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What a classifier learns from out of a {@link FeatureStore}: at most so many rows in memory.
 *
 * <p>Round 0 holds the positives, drawn evenly down to half of the rows, and negatives drawn
 * evenly. Where the store holds more, half of the remaining room stays free for hard-negative
 * rounds: what was learnt scores all of the store, and the negatives scored highest are added.
 */
public final class WorkingSet {
  /** The most positives that decide when to stop. */
  private static final int WATCHED_POSITIVES = 2000;

  private final FeatureStore store;
  private final int most;
  private final List<KeptRows.Kept> rows;

  private WorkingSet(FeatureStore store, int most, List<KeptRows.Kept> rows) {
    this.store = store;
    this.most = most;
    this.rows = rows;
  }

  /**
   * Learns from a store.
   *
   * @param most rows in memory at a time, at least 4
   * @param rounds of hard negatives after the first learning; none are needed where all rows fit
   * @param learner makes a classifier of rows
   */
  public static <C extends RegionClassifier> C learn(
      FeatureStore store,
      int most,
      int rounds,
      SplittableRandom random,
      Function<LabelledFeatures, C> learner) {
    if (most < 4) {
      throw new IllegalArgumentException("a working set has " + most + " rows; it needs 4");
    }
    boolean all = store.rows() <= most;
    int positives = (int) Math.min(store.positives(), most / 2);
    int room = most - positives;
    WorkingSet set = draw(store, positives, all || rounds == 0 ? room : room / 2, random);
    set = new WorkingSet(store, most, set.rows);
    C learnt = learner.apply(set.labelled());
    for (int round = 0; round < rounds && !all; round++) {
      try (RegionClassifier before = learnt) {
        set = set.withHardest(before, (room - room / 2) / rounds);
      }
      learnt = learner.apply(set.labelled());
    }
    return learnt;
  }

  /** So many positives and negatives of a store, at most, drawn evenly. */
  public static LabelledFeatures sample(
      FeatureStore store, int positives, int negatives, SplittableRandom random) {
    return draw(store, positives, negatives, random).labelled();
  }

  /**
   * Held-out rows that decide when to stop, with the share of positives of what is learnt from.
   *
   * @param rows that are learnt from
   * @param learnt how many of them are positives
   * @param most negatives that are drawn
   * @param seed of the run
   */
  public static LabelledFeatures watched(
      FeatureStore heldOut, long rows, long learnt, int most, long seed) {
    long positives = Math.min(WATCHED_POSITIVES, heldOut.positives());
    long negatives = learnt == 0 ? 0 : positives * (rows - learnt) / learnt;
    return sample(
        heldOut,
        Math.toIntExact(positives),
        (int) Math.min(negatives, most),
        new RunSeed(seed).of("watched-rows"));
  }

  private static WorkingSet draw(
      FeatureStore store, int positives, int negatives, SplittableRandom random) {
    KeptRows objects = new KeptRows(positives);
    KeptRows background = new KeptRows(negatives);
    store.scan(
        photo -> {
          for (int row = 0; row < photo.rows(); row++) {
            (photo.label(row) > 0 ? objects : background).offer(photo, row, random.nextDouble());
          }
        });
    List<KeptRows.Kept> drawn = new ArrayList<>(objects.inOrder());
    drawn.addAll(background.inOrder());
    return new WorkingSet(store, positives + negatives, drawn);
  }

  /** With the negatives that are taken for objects most, as far as there is room. */
  private WorkingSet withHardest(RegionClassifier learnt, int wanted) {
    Set<Long> held = new HashSet<>();
    rows.forEach(row -> held.add(row.row()));
    KeptRows hardest = new KeptRows(Math.min(wanted, most - rows.size()));
    store.scan(
        photo -> {
          float[][] probabilities = learnt.probabilities(photo.features());
          for (int row = 0; row < photo.rows(); row++) {
            if (photo.label(row) == 0 && !held.contains(photo.firstRow() + row)) {
              hardest.offer(photo, row, highest(probabilities[row]));
            }
          }
        });
    List<KeptRows.Kept> more = new ArrayList<>(rows);
    more.addAll(hardest.inOrder());
    return new WorkingSet(store, most, more);
  }

  private static double highest(float[] probabilities) {
    float highest = 0;
    for (float probability : probabilities) {
      highest = Math.max(highest, probability);
    }
    return highest;
  }

  private LabelledFeatures labelled() {
    return KeptRows.labelled(store.columns(), rows);
  }
}
