package io.faultline.server.work;

/** Who waits for the work; the first ones go first. */
public enum Priority {
  /** A client of the service. Bounded: too much of it is refused. */
  REQUEST,
  /** Photos of the workspace that are looked at in the background. Whoever submits bounds it. */
  BACKGROUND;
}
