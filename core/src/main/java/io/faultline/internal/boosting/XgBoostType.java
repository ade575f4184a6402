package io.faultline.internal.boosting;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.Weights;

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

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return XgBoostClassifier.load(model);
  }
}
