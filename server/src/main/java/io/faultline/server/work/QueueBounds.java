package io.faultline.server.work;

import io.faultline.FaultlineException;
import io.faultline.Problem;

/**
 * How much may wait.
 *
 * @param threads how many photos are worked on side by side
 * @param requests photos of requests that may wait, at least 1
 * @param megapixels of these photos together
 */
public record QueueBounds(int threads, int requests, double megapixels) {
  /** Checks the ranges. */
  public QueueBounds {
    require("threads", threads);
    require("queued photos", requests);
    require("queued megapixels", megapixels);
  }

  private static void require(String what, double value) {
    if (!(value > 0)) {
      throw new FaultlineException(Problem.USAGE, what + " is " + value + "; it must be > 0");
    }
  }
}
