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
    say(unreadable, "photo", "could not be read", common);
    say(inPart, "photo", "could be read only in part, or left a doubt", common);
    return unreadable + inPart == 0 ? 0 : Problem.PARTIAL.exitCode();
  }

  /** As above, of a run over crops. */
  static int ofCrops(int files, CommonOptions common) {
    say(files, "file", "could not be used as a crop", common);
    return files == 0 ? 0 : Problem.PARTIAL.exitCode();
  }

  private static void say(int count, String thing, String what, CommonOptions common) {
    if (count > 0) {
      common.warn(
          "faultline: "
              + Figures.count(count)
              + " "
              + thing
              + (count == 1 ? " " : "s ")
              + what
              + " (listed above); the others are done");
    }
  }
}
