package io.faultline.server.workspace.history;

/** What a person said about a box. */
public enum BoxState {
  /** Nothing yet. */
  OPEN,
  /** It shows an object of its class. */
  ACCEPTED,
  /** It shows no object. */
  REJECTED
}
