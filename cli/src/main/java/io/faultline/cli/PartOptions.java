package io.faultline.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the photos of a dataset lie, and which part of it is read. */
final class PartOptions {
  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      description = "Folder of the photos, if they are not where the labels say.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Read only this part of a YOLO or VOC folder, such as train or val.")
  private Optional<String> split = Optional.empty();

  Optional<Path> images() {
    return images;
  }

  Optional<String> split() {
    return split;
  }
}
