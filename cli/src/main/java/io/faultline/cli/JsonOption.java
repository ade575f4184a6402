package io.faultline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.faultline.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command's numbers go, for programs. */
final class JsonOption {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the numbers there as JSON, under stable names.")
  private Optional<Path> file = Optional.empty();

  /** Writes the numbers where the user asked for them; keys keep the map's order. */
  void write(Map<String, ?> numbers) {
    file.ifPresent(path -> write(path, numbers));
  }

  /** Writes numbers to a file, whole or not at all. */
  static void write(Path file, Map<String, ?> numbers) {
    try {
      String text =
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(numbers);
      AtomicFile.write(file, text + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and text are always JSON", e);
    }
  }
}
