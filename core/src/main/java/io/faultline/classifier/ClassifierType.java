package io.faultline.classifier;

import io.faultline.weights.Weights;

/**
 * An algorithm that scores regions: its settings, how it learns, and how a model file stores it. A
 * jar adds its own by naming the class in {@code
 * META-INF/services/io.faultline.classifier.ClassifierType}.
 *
 * @param <O> its settings: a record. Its components are the keys of the section {@code
 *     classifier.NAME}; its compact constructor checks them
 */
public interface ClassifierType<O extends Record> {

  /** The settings of a type that has none. */
  record NoOptions() {}

  /** Its name in settings, tables and model files: lower-case letters, digits and hyphens. */
  String name();

  /** Its default settings. */
  O defaults();

  /** The entry of a model file that holds {@link Learnt#model}; empty if it has none. */
  default String entry() {
    return "";
  }

  /** Whether it learns from stored features. Only the network's own head does not. */
  default boolean learnsFromFeatures() {
    return true;
  }

  /**
   * Refuses settings that do not fit the classes, before any work.
   *
   * @param classes number of classes without background
   * @throws io.faultline.FaultlineException with {@code USAGE}
   */
  default void requireFit(O options, int classes) {}

  /** Learns a classifier. The result depends only on settings, features and seed. */
  Learnt learn(O options, LearningTask task);

  /**
   * Reads from a model file the classifier that {@link #learn} gave.
   *
   * @param tensors the tensors of the network and of the classifier
   * @param model the bytes of {@link #entry}; empty if there are none
   * @throws io.faultline.FaultlineException with {@code MODEL} if they are damaged
   */
  RegionClassifier read(Weights tensors, byte[] model);
}
