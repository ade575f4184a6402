package io.faultline.internal.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.Miss;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.results.TraceJson;
import io.faultline.internal.stage.CategoryMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file of traces says of a dataset, at any threshold and without the model.
 *
 * @param truth the photos of the file, with the model's categories
 * @param detections of every photo, down to the lowest score kept
 * @param thresholds those asked for, or else the model's
 * @param misses of all photos
 */
public record TracedDetections(
    Dataset truth, List<ImageDetections> detections, Thresholds thresholds, List<Miss> misses) {
  /** Copies the lists. */
  public TracedDetections {
    detections = List.copyOf(detections);
    misses = List.copyOf(misses);
  }

  /**
   * Reads a file of traces, one photo at a time. Photos of the dataset that are not in the file,
   * such as unreadable ones, are left out; categories are matched by name.
   *
   * @param choice empty for the model's own thresholds
   * @throws FaultlineException with {@code INPUT} where the file is no trace or speaks of a photo
   *     that is not in the dataset
   */
  public static TracedDetections read(
      Path file, Dataset dataset, Optional<ThresholdChoice> choice) {
    TraceJson.Header header = TraceJson.header(file);
    Thresholds thresholds =
        choice
            .map(one -> one.of(header.thresholds(), header.categories()))
            .orElse(header.thresholds());
    Dataset matched = CategoryMatch.of(dataset, header.categories());
    Map<Long, ImageRecord> images = new HashMap<>();
    matched.images().forEach(image -> images.put(image.id(), image));
    Map<Long, ImageDetections> detections = new HashMap<>();
    List<Miss> misses = new ArrayList<>();
    TraceJson.Header unused =
        TraceJson.read(
            file,
            photo -> {
              ImageRecord image = images.get(photo.imageId());
              if (image == null) {
                throw new FaultlineException(
                    Problem.INPUT,
                    file
                        + ": image_id is "
                        + photo.imageId()
                        + "; it must be the id of a photo of the truth dataset");
              }
              detections.put(
                  image.id(), new ImageDetections(image.id(), photo.trace().detections()));
              misses.addAll(MissLedger.of(image, matched.categories(), photo.trace(), thresholds));
            });
    Dataset traced = matched.filter(image -> detections.containsKey(image.id()));
    return new TracedDetections(
        traced,
        traced.images().stream().map(image -> detections.get(image.id())).toList(),
        thresholds,
        misses);
  }
}
