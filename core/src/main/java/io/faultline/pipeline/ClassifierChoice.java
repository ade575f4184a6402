package io.faultline.pipeline;

import io.faultline.detection.ClassifierKind;
import java.util.List;

/** Which classifiers are trained. */
public enum ClassifierChoice {
  /** The network's own output layer. */
  HEAD,
  /** Linear support vector machines. */
  SVM,
  /** XGBoost. */
  XGBOOST,
  /** LightGBM. */
  LIGHTGBM,
  /** All of them. */
  ALL;

  /** What is trained, the simpler ones first. */
  public List<ClassifierKind> kinds() {
    return this == ALL ? List.of(ClassifierKind.values()) : List.of(ClassifierKind.valueOf(name()));
  }
}
