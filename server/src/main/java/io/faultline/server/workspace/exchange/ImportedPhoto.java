package io.faultline.server.workspace.exchange;

import io.faultline.geometry.Box;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A photo of a label file.
 *
 * @param name as the file writes it
 * @param file the photo itself, if it came along
 * @param complete whether the labels are all objects of the photo
 */
record ImportedPhoto(
    String name, Optional<Path> file, List<ImportedPhoto.Label> labels, boolean complete) {

  /**
   * A labelled box.
   *
   * @param category the name of its class
   * @param score that of a model, which a person has yet to judge; empty for a label
   */
  record Label(String category, Box box, OptionalDouble score) {}

  ImportedPhoto {
    labels = List.copyOf(labels);
  }

  /** The name without folders. */
  String baseName() {
    String slashed = name.replace('\\', '/');
    return slashed.substring(slashed.lastIndexOf('/') + 1);
  }
}
