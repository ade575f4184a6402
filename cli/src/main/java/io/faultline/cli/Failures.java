package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one table from what went wrong to an exit code, and the one line that says so. A stack trace
 * is shown only to those who ask for it with {@code --debug}.
 */
final class Failures {
  private final Shell shell;

  /** Speaks on the shell's error stream. */
  Failures(Shell shell) {
    this.shell = shell;
  }

  /** Reports what a command threw, and gives the exit code. */
  int report(Throwable thrown, boolean debug) {
    Throwable fault = unwrap(thrown);
    shell.err().println("faultline: " + message(fault));
    if (debug) {
      fault.printStackTrace(shell.err());
    }
    shell.err().flush();
    return problem(fault).exitCode();
  }

  /** Reports a command line that cannot be understood. */
  int misuse(ParameterException fault) {
    String command = fault.getCommandLine().getCommandSpec().qualifiedName();
    shell.err().println("faultline: " + misuseMessage(fault) + " (see " + command + " --help)");
    shell.err().flush();
    return Problem.USAGE.exitCode();
  }

  /**
   * The exit code of a command that ended with {@code exitCode}, once its results were to be
   * printed: a full disk or a closed pipe swallows them.
   */
  int output(int exitCode) {
    boolean done = exitCode == 0 || exitCode == Problem.PARTIAL.exitCode();
    if (!done || !shell.out().checkError()) {
      return exitCode;
    }
    shell
        .err()
        .println(
            "faultline: standard output: cannot be written (the disk is full, or the reader of the"
                + " pipe is gone)");
    shell.err().flush();
    return Problem.OUTPUT.exitCode();
  }

  /** Which kind of fault this is. */
  static Problem problem(Throwable fault) {
    if (fault instanceof FaultlineException own) {
      return own.problem();
    }
    return fault instanceof CancellationException || fault instanceof InterruptedException
        ? Problem.CANCELLED
        : Problem.INTERNAL;
  }

  private static String message(Throwable fault) {
    if (fault instanceof FaultlineException) {
      return String.valueOf(fault.getMessage());
    }
    if (problem(fault) == Problem.CANCELLED) {
      return "stopped";
    }
    if (fault instanceof OutOfMemoryError) {
      return "out of memory at a heap of "
          + Runtime.getRuntime().maxMemory() / (1 << 20)
          + " MiB; allow more with FAULTLINE_JAVA_OPTS=-Xmx8g, or use fewer --threads";
    }
    String brief = fault.getClass().getSimpleName() + firstLine(fault.getMessage());
    if (fault instanceof LinkageError) {
      return "a native library cannot be loaded ("
          + brief
          + "); docs/java.md lists the"
          + " platforms";
    }
    return "a fault of Faultline itself: "
        + brief
        + "; run again with --debug and report the trace";
  }

  private static String firstLine(@org.jspecify.annotations.Nullable String message) {
    return message == null || message.isBlank()
        ? ""
        : ": " + message.lines().findFirst().orElse("").strip();
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable fault = thrown;
    while ((fault instanceof ExecutionException
            || fault instanceof CompletionException
            || fault instanceof CommandLine.ExecutionException)
        && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  private static String misuseMessage(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      CommandLine command = fault.getCommandLine();
      String kind =
          unmatched.isUnknownOption()
              ? "unknown option "
              : command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
      List<String> near = unmatched.getSuggestions();
      return kind + word + (near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?");
    }
    String message = firstLine(fault.getMessage()).substring(2);
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
