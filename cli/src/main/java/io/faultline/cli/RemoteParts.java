package io.faultline.cli;

import io.faultline.internal.cluster.RemoteWork;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Does parts of command lines in the JVMs of a cluster. What a command line needs, such as its
 * model and dataset, is read once in each JVM.
 */
public final class RemoteParts implements RemoteWork {
  private static final Map<List<String>, RunsOnSpark.Part> BY_LINE = new HashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public RemoteParts() {}

  @Override
  public byte[] run(List<String> arguments, String part) {
    RunsOnSpark.Part known;
    synchronized (BY_LINE) {
      known = BY_LINE.computeIfAbsent(List.copyOf(arguments), RemoteParts::prepare);
    }
    return known.run(part);
  }

  private static RunsOnSpark.Part prepare(List<String> arguments) {
    Shell shell =
        Shell.plain(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                System::nanoTime)
            .with(System.getenv());
    CommandLine line = Faultline.commandLine(new Faultline(shell), shell);
    ParseResult command = Faultline.innermost(line.parseArgs(arguments.toArray(String[]::new)));
    return ((RunsOnSpark) command.commandSpec().userObject()).part();
  }
}
