package io.faultline.cli;

import io.faultline.Problem;

/** The end of a run that went on without some photos; each was named when it was left out. */
final class LeftOut {
  private LeftOut() {}

  /** Says how many, and gives the exit code. */
  static int exitCode(int unreadable, CommonOptions common) {
    return exitCode(unreadable, 0, common);
  }

  /**
   * As above, where photos may have been read in part.
   *
   * @param inPart photos of which a part was not looked at, or whose file left a doubt
   */
  static int exitCode(int unreadable, int inPart, CommonOptions common) {
    say(unreadable, "could not be read", common);
    say(inPart, "could be read only in part, or left a doubt", common);
    return unreadable + inPart == 0 ? 0 : Problem.PARTIAL.exitCode();
  }

  private static void say(int count, String what, CommonOptions common) {
    if (count > 0) {
      common.warn(
          "faultline: "
              + Figures.count(count)
              + (count == 1 ? " photo " : " photos ")
              + what
              + " (listed above); the others are done");
    }
  }
}
