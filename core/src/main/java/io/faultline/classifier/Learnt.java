package io.faultline.classifier;

import io.faultline.weights.NamedTensor;
import java.util.List;

/** A classifier that has learnt, and how a model file keeps it: as tensors or as bytes. */
public final class Learnt implements AutoCloseable {
  private final RegionClassifier classifier;
  private final List<NamedTensor> tensors;
  private final byte[] model;

  private Learnt(RegionClassifier classifier, List<NamedTensor> tensors, byte[] model) {
    this.classifier = classifier;
    this.tensors = List.copyOf(tensors);
    this.model = model.clone();
  }

  /** Kept as tensors beside the network's; none where the network's own are all. */
  public static Learnt asTensors(RegionClassifier classifier, List<NamedTensor> tensors) {
    return new Learnt(classifier, tensors, new byte[0]);
  }

  /** Kept as bytes of its own format, in the entry of its type. */
  public static Learnt asModel(RegionClassifier classifier, byte[] model) {
    return new Learnt(classifier, List.of(), model);
  }

  /** What has learnt; closed with this. */
  public RegionClassifier classifier() {
    return classifier;
  }

  /** What goes beside the network's tensors. */
  public List<NamedTensor> tensors() {
    return tensors;
  }

  /** Its own format, or empty. */
  public byte[] model() {
    return model.clone();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
