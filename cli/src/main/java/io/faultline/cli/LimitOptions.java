package io.faultline.cli;

import io.faultline.server.http.Limits;
import io.faultline.server.work.QueueBounds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the service takes. */
final class LimitOptions {
  private static final Limits USUAL = Limits.DEFAULT;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Photos that are worked on side by side (default: one for each processor).")
  private int threads = USUAL.queue().threads();

  @Option(
      names = "--max-body",
      paramLabel = "MIB",
      description = "Size of a request's body (default: ${DEFAULT-VALUE} MiB). Larger: status 413.",
      defaultValue = "64")
  private int body;

  @Option(
      names = "--max-bodies",
      paramLabel = "MIB",
      description =
          "Size of all bodies together that are held in memory (default: a quarter of the heap, at"
              + " least 128 MiB). More: status 429.")
  private int bodies = USUAL.bodiesMebibytes();

  @Option(
      names = "--max-megapixels",
      paramLabel = "MP",
      description =
          "Size of a photo by its header, before anything is decoded (default: ${DEFAULT-VALUE}"
              + " megapixels). Larger: status 413.",
      defaultValue = "200")
  private int megapixels;

  @Option(
      names = "--max-queue",
      paramLabel = "PHOTOS",
      description =
          "Photos of requests that may wait (default: ${DEFAULT-VALUE}). More: status 429 with the"
              + " time after which to come back.",
      defaultValue = "64")
  private int queue;

  @Option(
      names = "--max-queue-megapixels",
      paramLabel = "MP",
      description =
          "Megapixels of these photos together (default: ${DEFAULT-VALUE}). More: status 429.",
      defaultValue = "400")
  private int queueMegapixels;

  @Option(
      names = "--request-seconds",
      paramLabel = "SECONDS",
      description =
          "How long a body may take to arrive, and then its answer (default: ${DEFAULT-VALUE} s)."
              + " Longer: status 408 or 504.",
      defaultValue = "60")
  private int request;

  @Option(
      names = "--idle-seconds",
      paramLabel = "SECONDS",
      description = "How long a connection may be silent (default: ${DEFAULT-VALUE} s).",
      defaultValue = "30")
  private int idle;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Clients that may be connected (default: ${DEFAULT-VALUE}); others wait.",
      defaultValue = "2000")
  private int connections;

  @Option(
      names = "--drain-seconds",
      paramLabel = "SECONDS",
      description =
          "When it is stopped, how long the service works on what it has accepted (default:"
              + " ${DEFAULT-VALUE} s). New requests get status 503 meanwhile.",
      defaultValue = "60")
  private int drain;

  Limits limits() {
    return new Limits(
        body,
        Math.max(body, bodies),
        megapixels,
        new QueueBounds(threads, queue, queueMegapixels),
        Duration.ofSeconds(request),
        Duration.ofSeconds(idle),
        connections,
        Duration.ofSeconds(drain));
  }
}
