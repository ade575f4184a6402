package io.faultline.classifier;

import io.faultline.weights.Weights;

/**
 * A way to score regions: its settings, how it learns, and how a model file keeps it. One class for
 * each algorithm. A jar adds its own by naming the class in {@code
 * META-INF/services/io.faultline.classifier.ClassifierType}.
 *
 * @param <O> its settings: a record whose components are keys of the section {@code
 *     classifier.NAME}, checked in its compact constructor
 */
public interface ClassifierType<O extends Record> {

  /** The settings of a type that has none. */
  record NoOptions() {}

  /** Its name in settings, tables and model files: small letters, digits and hyphens. */
  String name();

  /** Its settings where nothing is said. */
  O defaults();

  /** The entry of a model file that holds {@link Learnt#model}, or empty where it has none. */
  default String entry() {
    return "";
  }

  /** Whether it learns from stored features: everything but the network's own head. */
  default boolean learnsFromFeatures() {
    return true;
  }

  /**
   * Refuses settings that do not fit the classes, before any work.
   *
   * @param classes how many, background left out
   * @throws io.faultline.FaultlineException with {@code USAGE}
   */
  default void requireFit(O options, int classes) {}

  /** Learns; the result is a function of settings, features and seed alone. */
  Learnt learn(O options, LearningTask task);

  /**
   * Takes up what {@link #learn} gave, out of a model file.
   *
   * @param tensors the network's and the classifier's
   * @param model the bytes of {@link #entry}, or none
   * @throws io.faultline.FaultlineException with {@code MODEL} where they are damaged
   */
  RegionClassifier read(Weights tensors, byte[] model);
}
