package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Photos that could not be read while the run went on. */
final class UnreadableList {
  private final Map<String, String> reasons = new TreeMap<>();

  /** Takes a photo that cannot be read; any other fault is thrown on. */
  synchronized void add(String photo, FaultlineException fault) {
    if (fault.problem() != Problem.INPUT) {
      throw fault;
    }
    reasons.put(photo, String.valueOf(fault.getMessage()));
  }

  /** Lists them on standard error; the exit code says whether there are any. */
  synchronized int exitCode(CommonOptions common) {
    if (reasons.isEmpty()) {
      return 0;
    }
    PrintWriter err = common.shell().err();
    reasons.values().forEach(err::println);
    err.println(
        "faultline: "
            + Figures.count(reasons.size())
            + (reasons.size() == 1 ? " photo" : " photos")
            + " could not be read; the others are done");
    err.flush();
    return Problem.PARTIAL.exitCode();
  }
}
