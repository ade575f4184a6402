package io.faultline.classifier;

import io.faultline.Progress;
import io.faultline.internal.classifier.WorkingSet;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.Weights;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The input from which a classifier learns.
 *
 * @param store labelled features of the training photos
 * @param heldOut labelled features of the held-out photos; may be empty
 * @param classes number of classes without background
 * @param network the tensors of the fine-tuned network
 * @param workingRows number of rows that memory may hold, at least 4
 * @param hardNegativeRounds number of times that it may learn again with the negatives that it
 *     scores highest
 * @param seed seed of the run; each type derives its own seed by its name
 * @param threads number of threads that may compute; it changes only the speed
 * @param progress receives the progress
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

  /** The seed of a type whose settings give none. */
  public long seedOf(String name) {
    return new RunSeed(seed).derive(name, 0);
  }

  /**
   * Learns from a working set of rows, in rounds of hard negatives.
   *
   * @param learner makes a classifier from rows and from held-out rows with the same share of
   *     positives; the loss on the held-out rows may decide when to stop
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
    return WorkingSet.watched(heldOut, rows.rows(), rows.positives(), workingRows, seed);
  }
}
