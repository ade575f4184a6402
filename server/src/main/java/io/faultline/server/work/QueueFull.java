package io.faultline.server.work;

import java.io.Serial;

/** The queue takes no more now. */
public final class QueueFull extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int retrySeconds;

  QueueFull(String message, int retrySeconds) {
    super(message);
    this.retrySeconds = retrySeconds;
  }

  /** After how many seconds there will probably be room, at least 1. */
  public int retrySeconds() {
    return retrySeconds;
  }
}
