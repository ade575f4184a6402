package io.faultline.server.http;

import java.time.Duration;

/** The requests that were accepted and are not answered yet, and whether more are accepted. */
public final class Traffic {
  private int open;
  private boolean draining;

  /** No request, and more are accepted. */
  public Traffic() {}

  /** Counts a request. */
  synchronized void enter() {
    open++;
  }

  /** An answer is on its way as a whole. */
  synchronized void leave() {
    open--;
    notifyAll();
  }

  /** Whether new requests are refused. */
  public synchronized boolean isDraining() {
    return draining;
  }

  /** How many are not answered yet. */
  public synchronized int open() {
    return open;
  }

  /**
   * Refuses new requests, and waits until the others are answered.
   *
   * @return how many were not answered in time
   */
  public synchronized int drain(Duration atMost) {
    draining = true;
    long end = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    while (open > 0 && System.nanoTime() < end) {
      try {
        wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return open;
  }
}
