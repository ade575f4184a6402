package io.faultline.cli;

import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model. */
final class ModelOption {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "The model file (RUN/model of a training), or a built-in model by name:"
              + " ${COMPLETION-CANDIDATES}. A file of that name wins.",
      completionCandidates = BuiltInNames.class)
  private String model;

  /** Reads the model, and says what must be known of one that is built in. */
  DetectorBundle read(CommonOptions common) {
    DetectorBundle bundle = BuiltInModels.open(model);
    if (BuiltInModels.names().contains(model)) {
      if (Files.isRegularFile(Path.of(model))) {
        common.warn("--model " + model + ": the file here is used, not the built-in model");
      } else {
        common.warn(BuiltInModels.caveat(model));
      }
    }
    return bundle;
  }
}
