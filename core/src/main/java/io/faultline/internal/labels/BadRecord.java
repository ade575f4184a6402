package io.faultline.internal.labels;

import java.io.Serial;

/** A record that cannot be used; the message is field, value and rule. Never leaves a reader. */
public final class BadRecord extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public BadRecord(String reason) {
    super(reason, null, false, false);
  }

  /** The message, which is always there. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
