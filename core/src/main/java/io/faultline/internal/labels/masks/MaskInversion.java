package io.faultline.internal.labels.masks;

/** Whether masks show their objects as what is not set. */
public enum MaskInversion {
  /** Masks are taken as they are, but those that look inverted are a fault or left out. */
  NOTICE,
  /** What is set is the ground. */
  YES,
  /** Masks are taken as they are, whatever they look like. */
  NO
}
