package io.faultline.classifier;

import io.faultline.Progress;
import io.faultline.internal.classifier.WorkingSet;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.Weights;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What a classifier learns from.
 *
 * @param store labelled features of the training photos
 * @param heldOut those of the held-out photos; may be empty
 * @param classes how many, background left out
 * @param network the tensors of the fine-tuned network
 * @param workingRows how many rows memory may hold, at least 4
 * @param hardNegativeRounds how often it may learn again with the negatives that it takes for
 *     objects most
 * @param seed of the run; each type derives its own by its name
 * @param threads how many may compute; they change the speed alone
 * @param progress hears how far it is
 */
public record LearningTask(
    FeatureStore store,
    FeatureStore heldOut,
    int classes,
    Supplier<Weights> network,
    int workingRows,
    int hardNegativeRounds,
    long seed,
    int threads,
    Progress progress) {

  /** Positives that decide when to stop, at most. */
  private static final int WATCHED_POSITIVES = 2000;

  /** The seed of a type where its settings have none. */
  public long seedOf(String name) {
    return new RunSeed(seed).derive(name, 0);
  }

  /**
   * Learns from a working set of rows, in rounds of hard negatives.
   *
   * @param learner makes a classifier of rows, and of held-out rows in the same mixture, whose loss
   *     may decide when to stop
   */
  public <C extends RegionClassifier> C inRounds(
      BiFunction<LabelledFeatures, LabelledFeatures, C> learner) {
    return WorkingSet.learn(
        store,
        workingRows,
        hardNegativeRounds,
        new RunSeed(seed).of("working-rows"),
        rows -> learner.apply(rows, watched(rows)));
  }

  private LabelledFeatures watched(LabelledFeatures rows) {
    long positives = Math.min(WATCHED_POSITIVES, heldOut.positives());
    long learnt = rows.positives();
    long negatives = learnt == 0 ? 0 : positives * (rows.rows() - learnt) / learnt;
    return WorkingSet.sample(
        heldOut,
        Math.toIntExact(positives),
        (int) Math.min(negatives, workingRows),
        new RunSeed(seed).of("watched-rows"));
  }
}
