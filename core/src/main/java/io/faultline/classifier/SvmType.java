package io.faultline.classifier;

import io.faultline.network.Weights;

/** Linear support vector machines. */
final class SvmType implements ClassifierType<LinearSvmOptions> {
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
