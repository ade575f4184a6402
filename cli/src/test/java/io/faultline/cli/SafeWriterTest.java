package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeWriterTest {
  private static final String STEERING =
      "a\u001B[2Jb\nfaultline: all photos are CLEAN\u009Bc\u202Ed";

  @Test
  void aLineStaysALineAndALayoutKeepsItsLines() {
    StringWriter shown = new StringWriter();
    PrintWriter writer = SafeWriter.of(new PrintWriter(shown));

    writer.println(STEERING);
    writer.print(STEERING);
    writer.append('\u0007').printf("%s", '\u001B');
    writer.flush();

    assertThat(shown.toString())
        .isEqualTo(
            "a\\u001b[2Jb\\u000afaultline: all photos are CLEAN\\u009bc\\u202ed\n"
                + "a\\u001b[2Jb\nfaultline: all photos are CLEAN\\u009bc\\u202ed\\u0007\\u001b");
  }

  @Test
  void noNameReachesTheTerminalOrTheLogUnseen() {
    StringWriter shown = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(shown),
            new PrintWriter(shown),
            false,
            false,
            false,
            80,
            () -> 0,
            Map.of());
    TerminalProgress progress = new TerminalProgress(shell);

    progress.note("left out: " + STEERING);
    progress.begin(STEERING, 2, "photos");
    progress.end();
    new Failures(shell).report(new IllegalStateException(STEERING), false);
    shell.out().println(new Table("photo").row(STEERING).text().strip());

    assertThat(shown.toString())
        .doesNotContain("\u001B")
        .doesNotContain("\u009B")
        .doesNotContain("\u202E");
    assertThat(shown.toString().lines()).noneMatch(line -> line.startsWith("faultline: all"));
  }

  @Test
  void ourOwnColoursPass() {
    StringWriter shown = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(shown),
            new PrintWriter(shown),
            true,
            true,
            true,
            80,
            () -> 0,
            Map.of());
    TerminalProgress progress = new TerminalProgress(shell);

    progress.begin("detection", 2, "photos");
    progress.end();

    assertThat(shown.toString()).contains("\r\033[K", "\033[32m");
  }

  @Test
  void outputThatCannotBeWrittenIsExitCode6() {
    StringWriter err = new StringWriter();
    Shell full =
        Shell.plain(new PrintWriter(new FullDisk()), new PrintWriter(err), System::nanoTime);

    for (List<String> line : List.of(List.of("config"), List.of("--help"), List.of("--version"))) {
      assertThat(Faultline.run(full, line.toArray(String[]::new))).isEqualTo(6);
    }
    assertThat(err.toString()).startsWith("faultline: standard output: cannot be written");
    assertThat(Faultline.run(full, "propose", "--data", "/no/such"))
        .as("the first fault")
        .isEqualTo(3);
  }

  /** Fails as {@code /dev/full} does. */
  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
