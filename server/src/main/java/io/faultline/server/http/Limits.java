package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.work.QueueBounds;
import java.time.Duration;

/**
 * What the service takes. More is refused with a status that says so.
 *
 * @param bodyMebibytes size of the body of a request
 * @param bodiesMebibytes size of all bodies together that are held in memory
 * @param photoMegapixels size of a photo, by its header
 * @param queue how many photos are worked on and may wait
 * @param request how long the body of a request may take to arrive and, from then on, its answer
 * @param idle how long a connection may be silent
 * @param connections how many clients may be connected
 * @param drain how long a stopping service waits for the requests that it accepted
 */
public record Limits(
    int bodyMebibytes,
    int bodiesMebibytes,
    int photoMegapixels,
    QueueBounds queue,
    Duration request,
    Duration idle,
    int connections,
    Duration drain) {
  private static final int MAX_BODY_MEBIBYTES = 1024;

  private static final int BODIES_SHARE = 4;

  /** The limits where none are given, on this machine. */
  public static final Limits DEFAULT =
      new Limits(
          64,
          (int) Math.max(128, (Runtime.getRuntime().maxMemory() / BODIES_SHARE) >> 20),
          200,
          new QueueBounds(Runtime.getRuntime().availableProcessors(), 64, 400),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          2000,
          Duration.ofSeconds(60));

  /** Checks the ranges, and that no limit contradicts another. */
  public Limits {
    range("--max-body", bodyMebibytes, 1, MAX_BODY_MEBIBYTES);
    range("--max-bodies", bodiesMebibytes, bodyMebibytes, Integer.MAX_VALUE);
    range("--max-megapixels", photoMegapixels, 1, (int) (ReadOptions.MAX_PIXELS / 1_000_000));
    range("--max-connections", connections, 1, Integer.MAX_VALUE);
    range("--request-seconds", request.toSeconds(), 1, 86_400);
    range("--idle-seconds", idle.toSeconds(), 1, 86_400);
    range("--drain-seconds", drain.toSeconds(), 0, 86_400);
  }

  private static void range(String option, long value, int least, int most) {
    if (value < least || value > most) {
      throw new FaultlineException(
          Problem.USAGE, option + " is " + value + "; it must be " + least + " to " + most);
    }
  }

  /** Size of the body of a request. */
  public long bodyBytes() {
    return (long) bodyMebibytes << 20;
  }

  /** Size of all bodies together. */
  long bodiesBytes() {
    return (long) bodiesMebibytes << 20;
  }

  /** Size of a photo. */
  long photoPixels() {
    return photoMegapixels * 1_000_000L;
  }
}
