package io.faultline.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model. */
final class ModelOption {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model, as train leaves it at RUN/model.")
  private Path path;

  /** The model's file. */
  Path path() {
    return path;
  }
}
