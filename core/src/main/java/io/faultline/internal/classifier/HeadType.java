package io.faultline.internal.classifier;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.classifier.RegionClassifier;
import io.faultline.weights.Weights;
import java.util.List;

/** The network's own output layer, which has learnt in fine-tuning. */
public final class HeadType implements ClassifierType<ClassifierType.NoOptions> {
  /** The name of the layer among the network's tensors. */
  private static final String LAYER = "head.output";

  @Override
  public String name() {
    return "head";
  }

  @Override
  public NoOptions defaults() {
    return new NoOptions();
  }

  @Override
  public boolean learnsFromFeatures() {
    return false;
  }

  @Override
  public Learnt learn(NoOptions options, LearningTask task) {
    return Learnt.asTensors(HeadClassifier.of(task.network().get(), LAYER), List.of());
  }

  @Override
  public RegionClassifier read(Weights tensors, byte[] model) {
    return HeadClassifier.of(tensors, LAYER);
  }
}
