package io.faultline.server.workspace.history;

/** Where a box came from. */
public enum Origin {
  /** A model found it. */
  MODEL,
  /** A person drew it. */
  PERSON,
  /** It was read from a label file. */
  IMPORT
}
