package io.faultline.server;

import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The workspace of a service.
 *
 * @param folder of photos, boxes and corrections; made where it is not there
 * @param data a dataset to open for labelling
 * @param teaching the settings of trainings on corrections, as far as the model leaves a choice
 */
public record WorkspaceChoice(Path folder, Optional<Path> data, PipelineConfig teaching) {
  /** With the default settings, and no dataset to open. */
  public static WorkspaceChoice of(Path folder) {
    return new WorkspaceChoice(folder, Optional.empty(), PipelineConfig.DEFAULT);
  }

  /** The same with a dataset to label. */
  public WorkspaceChoice withData(Path dataset) {
    return new WorkspaceChoice(folder, Optional.of(dataset), teaching);
  }

  /** The same with other settings of trainings. */
  public WorkspaceChoice withTeaching(PipelineConfig settings) {
    return new WorkspaceChoice(folder, data, settings);
  }
}
