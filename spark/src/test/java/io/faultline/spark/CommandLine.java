package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The command line as module {@code cli} was packaged, in processes of its own. */
final class CommandLine {
  private static final Path BUILD = Path.of("..", "cli", "target").toAbsolutePath().normalize();

  private final String classPath;

  private CommandLine(String classPath) {
    this.classPath = classPath;
  }

  /** Empty if module {@code cli} has not been packaged, as after {@code mvn test}. */
  static Optional<CommandLine> packaged() throws IOException {
    Path libraries = BUILD.resolve("classpath.txt");
    if (!Files.exists(libraries)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(BUILD)) {
      List<String> jars =
          files
              .map(Path::toString)
              .filter(file -> file.matches(".*faultline-cli-[^/]*(?<!sources|javadoc)\\.jar"))
              .toList();
      return jars.isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandLine(jars.get(0) + ":" + Files.readString(libraries).strip()));
    }
  }

  /** Runs a command to its end; fails if its exit code is not {@code code}. */
  void run(int code, Path log, List<?> command) throws IOException, InterruptedException {
    Process process = start(log, command);
    assertThat(process.waitFor()).as("%s", Files.readString(log)).isEqualTo(code);
  }

  /** Starts a command whose standard output the caller reads. */
  Process start(Path log, List<?> command) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                "io.faultline.cli.Main"));
    command.forEach(argument -> line.add(argument.toString()));
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    return builder.start();
  }

  /** The address of a service that was started with {@code serve}. */
  static String address(BufferedReader out, Path log) throws IOException {
    String line = out.readLine();
    assertThat(line).as("%s", Files.readString(log)).startsWith("Listening on ");
    return line.substring("Listening on ".length());
  }
}
