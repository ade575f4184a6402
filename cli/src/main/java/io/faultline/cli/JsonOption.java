package io.faultline.cli;

import io.faultline.internal.report.MetricsJson;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command's numbers go, for programs. */
final class JsonOption {
  @Writes(Writes.Kind.FILE)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the numbers to this file as JSON (format: docs/reference/json.md).")
  private Optional<Path> file = Optional.empty();

  /** Writes the numbers where the user asked for them. */
  void write(MetricsJson numbers) {
    file.ifPresent(numbers::write);
  }

  /** The file, where one was named. */
  Optional<Path> file() {
    return file;
  }
}
