package io.faultline.internal.boosting;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.Weights;

/** Gradient-boosted trees by LightGBM. */
public final class LightGbmType implements ClassifierType<LightGbmOptions> {
  @Override
  public String name() {
    return "lightgbm";
  }

  @Override
  public LightGbmOptions defaults() {
    return LightGbmOptions.DEFAULT;
  }

  @Override
  public String entry() {
    return "classifier.txt";
  }

  @Override
  public void requireFit(LightGbmOptions options, int classes) {
    options.requireFit(classes);
  }

  @Override
  public Learnt learn(LightGbmOptions options, LearningTask task) {
    LightGbmOptions seeded = options.seededBy(task.seedOf(name()));
    LightGbmClassifier trees =
        task.inRounds(
            (rows, watched) ->
                LightGbmClassifier.train(
                    rows, watched, task.classes(), seeded, task.threads(), task.progress()));
    return Learnt.asModel(trees, trees.save());
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return LightGbmClassifier.load(model);
  }
}
