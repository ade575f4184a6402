package io.faultline.pipeline;

import io.faultline.classifier.CalibrationMethod;
import io.faultline.classifier.LightGbmOptions;
import io.faultline.classifier.LinearSvmOptions;
import io.faultline.classifier.XgBoostOptions;

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

  ClassifierConfig withCalibration(CalibrationMethod method) {
    return new ClassifierConfig(kind, method, store, svm, xgboost, lightgbm);
  }
}
