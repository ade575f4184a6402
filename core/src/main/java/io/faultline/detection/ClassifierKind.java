package io.faultline.detection;

/** Which classifier scores the regions of a detector. */
public enum ClassifierKind {
  /** The network's own output layer. */
  HEAD,
  /** Gradient-boosted trees on the frozen features. */
  XGBOOST
}
