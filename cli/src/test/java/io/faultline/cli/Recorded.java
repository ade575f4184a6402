package io.faultline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** A command line run in this process: its exit code and what it printed. */
record Recorded(int exitCode, String out, String err) {

  /** Runs one command line without a terminal. */
  static Recorded run(Object... args) {
    return in(Map.of(), args);
  }

  /** Runs one command line in an environment. */
  static Recorded in(Map<String, String> environment, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        Shell.plain(new PrintWriter(out), new PrintWriter(err), System::nanoTime).with(environment);
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exitCode = Faultline.run(shell, words);
    return new Recorded(exitCode, out.toString(), err.toString());
  }
}
