package io.faultline.detection;

import java.util.Locale;

/** Which classifier scores the regions of a detector, the simpler ones first. */
public enum ClassifierKind {
  /** The network's own output layer. */
  HEAD(""),
  /** Linear support vector machines on the frozen features. */
  SVM(""),
  /** Gradient-boosted trees by XGBoost on the frozen features. */
  XGBOOST("classifier.ubj"),
  /** Gradient-boosted trees by LightGBM on the frozen features. */
  LIGHTGBM("classifier.txt");

  private final String entry;

  ClassifierKind(String entry) {
    this.entry = entry;
  }

  /** The bundle's entry that holds it, or empty where it is among the network's tensors. */
  String entry() {
    return entry;
  }

  /** As it is written in configurations and tables. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
