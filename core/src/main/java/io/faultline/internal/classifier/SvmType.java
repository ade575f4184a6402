package io.faultline.internal.classifier;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.Weights;

/** Linear support vector machines. */
public final class SvmType implements ClassifierType<LinearSvmOptions> {
  @Override
  public String name() {
    return "svm";
  }

  @Override
  public LinearSvmOptions defaults() {
    return LinearSvmOptions.DEFAULT;
  }

  @Override
  public Learnt learn(LinearSvmOptions options, LearningTask task) {
    LinearSvm svm =
        LinearSvm.train(
            task.store(),
            task.classes(),
            options.seededBy(task.seedOf(name())),
            task.workingRows(),
            task.progress());
    return Learnt.asTensors(svm, svm.tensors());
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return LinearSvm.of(tensors);
  }
}
