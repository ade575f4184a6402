package io.faultline.internal.calibration;

/** How scores become probabilities. */
public enum CalibrationMethod {
  /** Whichever of the others does better on held-out groups; Platt where rows are few. */
  AUTO,
  /** {@link PlattCalibration}. */
  PLATT,
  /** {@link IsotonicCalibration}. */
  ISOTONIC,
  /** Not at all: the sigmoid of the score. */
  NONE
}
