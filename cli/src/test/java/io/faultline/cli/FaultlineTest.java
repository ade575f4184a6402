package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class FaultlineTest {
  static List<String> commands() {
    Shell shell =
        Shell.plain(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), () -> 0);
    return List.copyOf(new CommandLine(new Faultline(shell)).getSubcommands().keySet());
  }

  @Test
  void helpTeachesTheWayThrough() {
    Recorded help = Recorded.run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .containsSubsequence(
            "Usage:", "Start here", "Commands", "Options", "Exit codes", "Examples");
    assertThat(help.out()).contains(commands());
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void helpListsEveryExitCode(Problem problem) {
    assertThat(Recorded.run("--help").out())
        .containsPattern("\\n +" + problem.exitCode() + " +\\w");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    Recorded help = Recorded.run(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: faultline " + command, "Options", "Examples");
    assertThat(help.out().substring(help.out().indexOf("Examples")).lines().skip(1))
        .as("no example is broken over two lines")
        .allMatch(line -> line.isEmpty() || line.startsWith("  ") || !line.contains("--"));
    assertThat(help.out()).contains("  faultline " + command);
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void versionIsOneLine() {
    Recorded version = Recorded.run("--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).startsWith("faultline ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|faultline: which command? Try faultline demo (see faultline --help)",
        "porpose|faultline: unknown command porpose; did you mean propose? (see faultline --help)",
        "--hepl|faultline: unknown option --hepl; did you mean --help? (see faultline --help)",
        "propose|faultline: missing required option: '--data=DATA' (see faultline propose --help)",
        "propose --data|faultline: missing required parameter for option '--data' (DATA)"
            + " (see faultline propose --help)",
        "propose --data x --budget many|faultline: invalid value for option '--budget': 'many' is not"
            + " an int (see faultline propose --help)",
        "propose --data x y|faultline: unexpected argument y (see faultline propose --help)",
        "convert --out x|faultline: give either --data or --masks, the labels to convert"
            + " (see faultline convert --help)",
        "convert --masks m --split train --out x|faultline: --split belongs to --data; masks have"
            + " no splits (see faultline convert --help)",
      })
  void misuseIsOneLineAndExitCode2(String line, String message) {
    Object[] words = line == null ? new Object[0] : line.split(" ");

    Recorded misuse = Recorded.run(words);

    assertThat(misuse.exitCode()).isEqualTo(2);
    assertThat(misuse.out()).isEmpty();
    assertThat(misuse.err()).isEqualToIgnoringNewLines(message);
  }

  @Test
  void traceIsShownOnlyToThoseWhoAsk() {
    Recorded plain = Recorded.run("propose", "--data", "/no/such/place");
    Recorded debug = Recorded.run("propose", "--data", "/no/such/place", "--debug");

    assertThat(plain.exitCode()).isEqualTo(3).isEqualTo(debug.exitCode());
    assertThat(plain.err()).startsWith("faultline: /no/such/place: ").hasLineCount(1);
    assertThat(debug.err()).startsWith(plain.err()).contains("\tat io.faultline");
  }
}
