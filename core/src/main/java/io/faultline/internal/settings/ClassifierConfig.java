package io.faultline.internal.settings;

import io.faultline.classifier.ClassifierType;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.calibration.CalibrationMethod;

/**
 * What scores regions.
 *
 * @param kind the network's own head, another classifier on its frozen features, or {@code all} of
 *     them, of which the best on the held-out photos becomes the model
 * @param calibration how scores become probabilities
 * @param store the features that they learn from
 * @param settings of every type of classifier, in sections of their names
 */
public record ClassifierConfig(
    ClassifierChoice kind,
    CalibrationMethod calibration,
    StoreConfig store,
    ClassifierSettings settings) {

  /** The product's defaults. */
  public static final ClassifierConfig DEFAULT =
      new ClassifierConfig(
          ClassifierChoice.of(ClassifierKind.HEAD),
          CalibrationMethod.AUTO,
          new StoreConfig(512, 2000, 30_000, 1),
          ClassifierSettings.DEFAULT);

  /** Refuses settings of the classifiers to be trained that do not fit the number of classes. */
  public void requireFit(int classes) {
    kind.kinds().forEach(trained -> requireFit(trained.type(), classes));
  }

  private <O extends Record> void requireFit(ClassifierType<O> type, int classes) {
    type.requireFit(settings.of(type), classes);
  }

  ClassifierConfig withCalibration(CalibrationMethod method) {
    return new ClassifierConfig(kind, method, store, settings);
  }
}
