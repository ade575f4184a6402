package io.faultline.internal.boosting;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.internal.classifier.WorkingSet;
import io.faultline.weights.Weights;
import java.nio.file.Path;

/** Gradient-boosted trees by XGBoost. */
public final class XgBoostType implements ClassifierType<XgBoostOptions> {
  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public XgBoostOptions defaults() {
    return XgBoostOptions.DEFAULT;
  }

  @Override
  public String entry() {
    return "classifier.ubj";
  }

  @Override
  public void requireFit(XgBoostOptions options, int classes) {
    options.requireFit(classes);
  }

  @Override
  public Learnt learn(XgBoostOptions options, LearningTask task) {
    XgBoostOptions seeded = options.seededBy(task.seedOf(name()));
    XgBoostClassifier trees =
        task.inRounds(
            (rows, watched) ->
                XgBoostClassifier.train(
                    rows, watched, task.classes(), seeded, task.threads(), task.progress()));
    return Learnt.asModel(trees, trees.save());
  }

  /**
   * As {@link #learn}, from all rows of the store instead of a working set.
   *
   * @param scratch an empty folder for files, which the caller deletes
   */
  public Learnt learnFromAll(XgBoostOptions options, LearningTask task, Path scratch) {
    XgBoostOptions seeded = options.seededBy(task.seedOf(name()));
    LabelledFeatures watched =
        WorkingSet.watched(
            task.heldOut(),
            task.store().rows(),
            task.store().positives(),
            task.workingRows(),
            task.seed());
    XgBoostClassifier trees =
        XgBoostClassifier.train(
            task.store(),
            scratch,
            watched,
            task.classes(),
            seeded,
            task.threads(),
            task.progress());
    return Learnt.asModel(trees, trees.save());
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return XgBoostClassifier.load(model);
  }
}
