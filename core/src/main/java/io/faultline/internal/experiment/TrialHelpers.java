package io.faultline.internal.experiment;

import java.util.List;

/** Other machines that run trials and leave their files in the same folder. */
public interface TrialHelpers {
  /** Nobody helps. */
  TrialHelpers NONE = names -> {};

  /**
   * Returns when every trial has been tried. One that has no file then is run by the caller.
   *
   * @param names what {@link Comparison#trial} or {@link Tuning#trial} takes
   */
  void run(List<String> names);
}
