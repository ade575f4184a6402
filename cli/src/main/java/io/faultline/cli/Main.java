package io.faultline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The process: streams, environment, interruption and exit. Everything else is testable without.
 */
public final class Main {
  /** Kept, because a logger without a reference forgets its level. */
  private static final Logger LOGGING = Logger.getLogger("");

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    Shell shell = shell();
    // Libraries log through java.util.logging; what matters reaches the user as a fault or a note.
    LOGGING.setLevel(Level.OFF);
    AtomicBoolean finished = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Ending.run();
                  if (!finished.get()) {
                    shell.screen().println((shell.live() ? "\r\033[K" : "") + "faultline: stopped");
                    shell.screen().flush();
                  }
                }));
    int exitCode = Faultline.run(shell, args);
    finished.set(true);
    System.exit(exitCode);
  }

  private static Shell shell() {
    boolean live = Boolean.getBoolean("faultline.terminal");
    String noColour = System.getenv("NO_COLOR");
    Charset charset =
        Charset.forName(System.getProperty("native.encoding", Charset.defaultCharset().name()));
    return new Shell(
        writer(FileDescriptor.out, charset),
        writer(FileDescriptor.err, charset),
        live,
        live && (noColour == null || noColour.isEmpty()),
        charset.newEncoder().canEncode('\u2588'),
        Math.max(40, Integer.getInteger("faultline.columns", 80)),
        System::nanoTime,
        System.getenv());
  }

  /** Not through {@code System.out}, which hides that a disk is full or a pipe closed. */
  private static PrintWriter writer(FileDescriptor stream, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), charset), true);
  }
}
