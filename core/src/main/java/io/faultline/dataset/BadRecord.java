package io.faultline.dataset;

import java.io.Serial;

/** A record that cannot be used; the message is field, value and rule. Never leaves a reader. */
final class BadRecord extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadRecord(String reason) {
    super(reason, null, false, false);
  }

  /** The message, which is always there. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
