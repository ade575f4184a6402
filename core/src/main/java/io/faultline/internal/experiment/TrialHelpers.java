package io.faultline.internal.experiment;

import java.util.List;

/** Other machines that run trials and leave their files in the same folder. */
public interface TrialHelpers {
  /** Nobody helps. */
  TrialHelpers NONE = trials -> {};

  /**
   * Returns when every trial has been tried. One that has no file then is run by the caller.
   *
   * @param trials names that the run's {@code trial} method understands
   */
  void run(List<String> trials);
}
