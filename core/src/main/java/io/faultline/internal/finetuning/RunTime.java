package io.faultline.internal.finetuning;

import io.faultline.Progress;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long a run has taken, those parts of it before a stop included, and how long it may. */
final class RunTime {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Optional<Double> hours;
  private final LongSupplier nanoTime;
  private final long start;
  private double earlierSeconds;

  /**
   * Starts the clock.
   *
   * @param hours the limit, if any
   */
  RunTime(Optional<Double> hours, LongSupplier nanoTime) {
    this.hours = hours;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Counts the seconds before a stop, too. */
  void resume(double seconds) {
    earlierSeconds = seconds;
  }

  double seconds() {
    return earlierSeconds + (nanoTime.getAsLong() - start) / NANOS_PER_SECOND;
  }

  /** The share of the limit that is used; 0 without a limit. */
  double usedShare() {
    return hours.map(limit -> seconds() / (limit * SECONDS_PER_HOUR)).orElse(0.0);
  }

  /** The share that will be used after another epoch as long as the mean of those before. */
  double shareAfterNext(int epochs) {
    return epochs == 0 ? 0 : usedShare() * (epochs + 1) / epochs;
  }

  /** Whether another epoch would end too late; says so. */
  boolean isOver(int epochs, Progress progress) {
    boolean over = shareAfterNext(epochs) > 1;
    if (over) {
      progress.note("stopped: another epoch would pass the " + hours.orElseThrow() + " hours");
    }
    return over;
  }
}
