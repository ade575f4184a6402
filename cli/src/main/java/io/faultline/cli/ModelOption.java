package io.faultline.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model. */
final class ModelOption {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model file: RUN/model of a training.")
  private Path path;

  /** The model's file. */
  Path path() {
    return path;
  }
}
