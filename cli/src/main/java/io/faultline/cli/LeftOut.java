package io.faultline.cli;

import io.faultline.Problem;

/** The end of a run that went on without some photos; each was named when it was left out. */
final class LeftOut {
  private LeftOut() {}

  /** Says how many, and gives the exit code. */
  static int exitCode(int unreadable, CommonOptions common) {
    if (unreadable == 0) {
      return 0;
    }
    common
        .shell()
        .err()
        .println(
            "faultline: "
                + Figures.count(unreadable)
                + (unreadable == 1 ? " photo" : " photos")
                + " could not be read (listed above); the others are done");
    common.shell().err().flush();
    return Problem.PARTIAL.exitCode();
  }
}
