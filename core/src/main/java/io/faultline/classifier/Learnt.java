package io.faultline.classifier;

import io.faultline.weights.NamedTensor;
import java.util.List;

/** A trained classifier, and how a model file stores it: as tensors or as bytes. */
public final class Learnt implements AutoCloseable {
  private final RegionClassifier classifier;
  private final List<NamedTensor> tensors;
  private final byte[] model;

  private Learnt(RegionClassifier classifier, List<NamedTensor> tensors, byte[] model) {
    this.classifier = classifier;
    this.tensors = List.copyOf(tensors);
    this.model = model.clone();
  }

  /**
   * A classifier that is stored as tensors beside the network's; no tensors if the network's own
   * are enough.
   */
  public static Learnt asTensors(RegionClassifier classifier, List<NamedTensor> tensors) {
    return new Learnt(classifier, tensors, new byte[0]);
  }

  /** A classifier that is stored as bytes of its own format, in the entry of its type. */
  public static Learnt asModel(RegionClassifier classifier, byte[] model) {
    return new Learnt(classifier, List.of(), model);
  }

  /** The trained classifier; {@link #close} closes it. */
  public RegionClassifier classifier() {
    return classifier;
  }

  /** The tensors that are stored beside the network's. */
  public List<NamedTensor> tensors() {
    return tensors;
  }

  /** The bytes in its own format, or empty. */
  public byte[] model() {
    return model.clone();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
