package io.faultline.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: help, and a way to the shell it runs in. */
final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean unusedHelp; // picocli itself acts on it

  /** The shell of the root command. */
  Shell shell() {
    return root().shell();
  }

  /** Whether {@code -v} was given. */
  boolean verbose() {
    return root().verbose();
  }

  /** Whether {@code --debug} was given. */
  boolean debug() {
    return root().debug();
  }

  /** Prints a line of the result, or several that were laid out, such as a table. */
  void print(String lines) {
    shell().out().print(lines + System.lineSeparator());
    shell().out().flush();
  }

  /** Prints sentences of the result, broken between words where the terminal ends. */
  void say(String sentences) {
    StringBuilder line = new StringBuilder();
    for (String word : sentences.strip().split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > shell().columns()) {
        shell().out().println(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    shell().out().println(line.toString());
    shell().out().flush();
  }

  /** Prints a line that is no result. */
  void warn(String line) {
    shell().err().println(line);
    shell().err().flush();
  }

  /** Starts drawing progress; close it before the result is printed. */
  TerminalProgress.Running progress() {
    return TerminalProgress.start(shell());
  }

  private Faultline root() {
    return (Faultline) spec.root().userObject();
  }
}
