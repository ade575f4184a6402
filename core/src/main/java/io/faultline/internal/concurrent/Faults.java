package io.faultline.internal.concurrent;

/** Exceptions that cross threads. */
final class Faults {
  private Faults() {}

  /** Keeps a later fault with the one that will be thrown. */
  static void suppress(Throwable thrown, Throwable later) {
    if (thrown != later) {
      thrown.addSuppressed(later);
    }
  }

  /** Throws a fault of another thread as it is: a full heap stays one. */
  static void rethrow(Throwable fault) {
    if (fault instanceof RuntimeException e) {
      throw e;
    }
    if (fault instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException("work failed", fault);
  }
}
