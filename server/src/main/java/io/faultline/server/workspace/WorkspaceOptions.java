package io.faultline.server.workspace;

import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How a workspace is opened.
 *
 * @param data a dataset: opened for labelling where there is no model, and learnt from with the
 *     corrections
 * @param maxPixels of a photo
 * @param cacheBytes of reduced copies and tiles on the disk, at most
 * @param searches whether waiting photos are searched, and the dataset opened
 * @param teaching the settings of trainings on corrections
 */
public record WorkspaceOptions(
    Optional<Path> data,
    long maxPixels,
    long cacheBytes,
    boolean searches,
    PipelineConfig teaching,
    Clock clock) {
  /** 200 megapixels, 4 GiB, no dataset. */
  public static final WorkspaceOptions DEFAULT =
      new WorkspaceOptions(
          Optional.empty(),
          ReadOptions.DEFAULT.maxPixels(),
          4L << 30,
          true,
          PipelineConfig.DEFAULT,
          Clock.systemUTC());

  /** The same for a short visit: nothing happens in the background. */
  public WorkspaceOptions quiet() {
    return new WorkspaceOptions(data, maxPixels, cacheBytes, false, teaching, clock);
  }

  /** The same with other settings of trainings. */
  public WorkspaceOptions withTeaching(PipelineConfig settings) {
    return new WorkspaceOptions(data, maxPixels, cacheBytes, searches, settings, clock);
  }

  /** The same with a dataset. */
  public WorkspaceOptions withData(Path dataset) {
    return new WorkspaceOptions(
        Optional.of(dataset), maxPixels, cacheBytes, searches, teaching, clock);
  }
}
