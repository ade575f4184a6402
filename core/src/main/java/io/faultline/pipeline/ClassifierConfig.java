package io.faultline.pipeline;

import io.faultline.classifier.CalibrationMethod;
import io.faultline.classifier.LightGbmOptions;
import io.faultline.classifier.LinearSvmOptions;
import io.faultline.classifier.XgBoostOptions;
import io.faultline.detection.ClassifierKind;

/**
 * What scores regions.
 *
 * @param kind the network's own head, another classifier on its frozen features, or {@code all} of
 *     them, of which the best on the held-out photos becomes the model
 * @param calibration how scores become probabilities
 * @param store the features that they learn from
 * @param svm the linear support vector machines' settings
 * @param xgboost XGBoost's settings
 * @param lightgbm LightGBM's settings
 */
public record ClassifierConfig(
    ClassifierChoice kind,
    CalibrationMethod calibration,
    StoreConfig store,
    LinearSvmOptions svm,
    XgBoostOptions xgboost,
    LightGbmOptions lightgbm) {

  /** The product's defaults. */
  public static final ClassifierConfig DEFAULT =
      new ClassifierConfig(
          ClassifierChoice.HEAD,
          CalibrationMethod.AUTO,
          new StoreConfig(512, 2000, 30_000, 1),
          LinearSvmOptions.DEFAULT,
          XgBoostOptions.DEFAULT,
          LightGbmOptions.DEFAULT);

  /** Refuses settings of the classifiers to be trained that do not fit the number of classes. */
  void requireFit(int classes) {
    for (ClassifierKind trained : kind.kinds()) {
      switch (trained) {
        case HEAD, SVM -> {}
        case XGBOOST -> xgboost.requireFit(classes);
        case LIGHTGBM -> lightgbm.requireFit(classes);
      }
    }
  }

  ClassifierConfig withCalibration(CalibrationMethod method) {
    return new ClassifierConfig(kind, method, store, svm, xgboost, lightgbm);
  }
}
