package io.faultline.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The terminal, the clock and the environment, as the commands see them.
 *
 * @param out where results go; what names hold cannot steer the terminal ({@link SafeWriter})
 * @param err where progress and faults go, guarded alike
 * @param live whether {@code err} is a terminal on which a line can be redrawn
 * @param colour whether it shows colours
 * @param unicode whether it shows more than ASCII
 * @param columns its width in characters
 * @param nanoClock a clock that only runs forward
 * @param environment the process's variables by name
 */
record Shell(
    PrintWriter out,
    PrintWriter err,
    boolean live,
    boolean colour,
    boolean unicode,
    int columns,
    LongSupplier nanoClock,
    Map<String, String> environment) {

  /** Guards both streams. */
  Shell {
    out = SafeWriter.of(out);
    err = SafeWriter.of(err);
  }

  /** The error stream for control sequences of our own, such as those that redraw a line. */
  PrintWriter screen() {
    return SafeWriter.of(err).unguarded();
  }

  /** Standard output as picocli needs it: its help is ours alone and may be coloured. */
  PrintWriter help() {
    return SafeWriter.of(out).unguarded();
  }

  /** A shell without terminal and environment: plain lines in ASCII, as in a log file. */
  static Shell plain(PrintWriter out, PrintWriter err, LongSupplier nanoClock) {
    return new Shell(out, err, false, false, false, 80, nanoClock, Map.of());
  }

  /** This in another environment. */
  Shell with(Map<String, String> variables) {
    return new Shell(out, err, live, colour, unicode, columns, nanoClock, variables);
  }

  /** Seconds since a reading of the clock. */
  double secondsSince(long start) {
    return (nanoClock.getAsLong() - start) / 1e9;
  }
}
