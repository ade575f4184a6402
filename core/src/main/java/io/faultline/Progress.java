package io.faultline;

/**
 * Receives the progress of long work. The library reports only counts; the listener computes rate
 * and remaining time with its own clock. Calls come one at a time and, for one stage, in order:
 * {@code begin}, growing counts, {@code end}. They come from several threads. Implementations must
 * be quick and must not throw.
 */
public interface Progress {
  /** Ignores all calls. */
  Progress NONE = new Progress() {};

  /**
   * A stage begins. Called again for the stage that has not ended, it says that the total is
   * another one now; the counts go on.
   *
   * @param stage the name of the stage for people, such as {@code "proposals"}
   * @param total number of units in the stage, or 0 if it is not known
   * @param unit the unit in the plural, such as {@code "photos"}
   */
  default void begin(String stage, long total, String unit) {}

  /** {@code done} units of the stage are finished. */
  default void advance(long done) {}

  /** One line for the log, such as the loss of an epoch or a repaired annotation. */
  default void note(String line) {}

  /** The stage is finished. */
  default void end() {}

  /** The same listener, wrapped so that only one thread calls it at a time. */
  default Progress oneAtATime() {
    return SerialProgress.of(this);
  }
}
