package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code faultline} in a source tree that is built already. */
class LauncherTest {
  /** {@code Träger 裂.png} in the bytes of UTF-8, as bash writes them in every locale. */
  private static final String NAME = "$'Tr\\xc3\\xa4ger \\xe8\\xa3\\x82.png'";

  @TempDir private Path folder;

  private record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void requireBash() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher is a bash script");
    assumeTrue(Files.exists(script()), "the tests do not run in the source tree");
  }

  private static Path script() {
    Path here = Path.of("faultline").toAbsolutePath();
    return Files.isRegularFile(here) ? here : Path.of("..", "faultline").toAbsolutePath();
  }

  @BeforeEach
  void makeBuiltTree() throws IOException {
    Path target = Files.createDirectories(folder.resolve("cli/target"));
    Files.copy(script(), folder.resolve("faultline"));
    Files.writeString(target.resolve("faultline-cli-0.jar"), "");
    Files.writeString(target.resolve("classpath.txt"), classpath());
  }

  /** What this test runs from. */
  private static String classpath() {
    if (Main.class.getClassLoader() instanceof URLClassLoader loader) {
      return Stream.of(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"));
    }
    return System.getProperty("java.class.path");
  }

  /** Runs a line of bash in the folder, with these variables and the path alone. */
  private Run bash(String variables, String line) throws IOException {
    Path out = folder.resolve("bash.out");
    Path err = folder.resolve("bash.err");
    String java = System.getProperty("java.home");
    ProcessBuilder builder =
        new ProcessBuilder(
                "/usr/bin/env",
                "-i",
                "/bin/bash",
                "-c",
                "export PATH=/usr/bin:/bin JAVA_HOME='" + java + "' " + variables + "; " + line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    try {
      int exitCode = builder.start().waitFor();
      return new Run(
          exitCode,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_ALL=C", ""})
  void namesBeyondAsciiAreReadInEveryLocale(String variables) throws IOException {
    ImageWriter.write(folder.resolve("a.png"), Raster.of(4, 4, new byte[48]));
    bash("", "mkdir y y/images y/labels; cp a.png y/images/" + NAME + "; cp a.png y/images/b.png");
    bash("", "echo 0 0.5 0.5 0.5 0.5 > y/labels/" + NAME.replace("png", "txt"));
    bash("", "echo 'names: [crack]' > y/data.yaml; touch y/labels/b.txt");

    Run run =
        bash(variables, "bash faultline convert --data y --out " + NAME.replace("png", "json"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    Run shown = bash("", "cat " + NAME.replace("png", "json"));
    assertThat(shown.out()).contains("Tr\u00E4ger \u88C2.png").contains("\"bbox\"");
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL=C, .*UTF-8|.*utf8",
    "LANG=C, .*UTF-8|.*utf8",
    "LC_ALL=POSIX, .*UTF-8|.*utf8",
    "LC_CTYPE=no_such_locale, .*UTF-8|.*utf8",
    "LC_ALL=C.UTF-8, C.UTF-8"
  })
  void onlyLocalesOfAsciiAreReplaced(String variables, String locale) throws IOException {
    bash("", "mkdir bin; printf '#!/bin/bash\\necho \"$LC_ALL\"\\n' > bin/java; chmod +x bin/java");

    assertThat(bash("JAVA_HOME=. " + variables, "bash faultline").out().strip()).matches(locale);
  }

  @ParameterizedTest
  @CsvSource({"17.0.9, false", "21, false", "23.0.2, false", "24, true", "25.0.1, true"})
  void javaThatWarnsOfUnsafeMemoryIsToldNotTo(String version, boolean told) throws IOException {
    bash("", "mkdir bin; printf '#!/bin/bash\\necho \"$@\"\\n' > bin/java; chmod +x bin/java");
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

    String options = bash("JAVA_HOME=.", "bash faultline").out();

    assertThat(options.contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(told);
    assertThat(options).contains("io.faultline.cli.Main");
  }

  /** On whatever Java the tests run. */
  @Test
  void nothingButOurOwnWordsReachesTheErrorStream() throws IOException {
    Run run = bash("", "bash faultline synth --out s --photos 1 --size 64x64");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContainIgnoringCase("warning");
  }

  @Test
  void aStandardOutputThatCannotBeWrittenIsExitCode6() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");

    for (String line :
        List.of(
            "faultline config >/dev/full", "faultline config >&-", "faultline --help >/dev/full")) {
      Run run = bash("", "bash " + line);
      assertThat(run.exitCode()).as(line).isEqualTo(6);
      assertThat(run.err()).startsWith("faultline: standard output").hasLineCount(1);
    }
  }

  @Test
  void aPipeWhoseReaderIsGoneIsExitCode6() throws IOException {
    assertThat(bash("", "{ bash faultline config; echo $? >&2; } | true").err()).endsWith("6\n");
  }

  @Test
  void numbersGoToStandardOutputInTheirPlace() throws IOException {
    bash("", "bash faultline synth --out s --photos 2 --size 64x64");

    Run run = bash("", "bash faultline convert --data s --out c.json --json /dev/stdout >all.txt");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("all.txt"))
        .content()
        .containsSubsequence("photos", "Written to c.json", "\"cleanPhotos\"");
  }
}
