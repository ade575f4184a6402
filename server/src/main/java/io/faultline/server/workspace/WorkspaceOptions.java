package io.faultline.server.workspace;

import io.faultline.internal.reading.ReadOptions;
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
 */
public record WorkspaceOptions(Optional<Path> data, long maxPixels, long cacheBytes, Clock clock) {
  /** 200 megapixels, 4 GiB, no dataset. */
  public static final WorkspaceOptions DEFAULT =
      new WorkspaceOptions(
          Optional.empty(), ReadOptions.DEFAULT.maxPixels(), 4L << 30, Clock.systemUTC());

  /** The same with a dataset. */
  public WorkspaceOptions withData(Path dataset) {
    return new WorkspaceOptions(Optional.of(dataset), maxPixels, cacheBytes, clock);
  }
}
