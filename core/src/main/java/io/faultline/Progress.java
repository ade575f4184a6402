package io.faultline;

/**
 * Listens to long work. Core reports counts only; shells own clocks and screens, so rate and time
 * left are theirs to derive. Calls come one at a time and, for one stage, in order: {@code begin},
 * counts that grow, {@code end}. They come from several threads. Implementations must be quick and
 * must not throw.
 */
public interface Progress {
  /** Hears nothing. */
  Progress NONE = new Progress() {};

  /**
   * A stage begins.
   *
   * @param stage what is done, in words for people, such as {@code "proposals"}
   * @param total how many units will come, or 0 where that is not known
   * @param unit what one step is, in the plural, such as {@code "photos"}
   */
  default void begin(String stage, long total, String unit) {}

  /** {@code done} of the announced total are finished. */
  default void advance(long done) {}

  /** One line worth keeping, such as an epoch's loss or a repaired annotation. */
  default void note(String line) {}

  /** The stage is finished. */
  default void end() {}

  /** The same listener, called by one thread at a time. */
  default Progress oneAtATime() {
    return SerialProgress.of(this);
  }
}
