package io.faultline.internal.stage;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.RegionDetector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Detects on every photo of a dataset that can be read, down to the lowest score kept. */
public final class DetectionStage {
  private DetectionStage() {}

  /**
   * What was found.
   *
   * @param read the photos that could be read
   * @param detections one entry for each of them
   * @param unreadable the others
   */
  public record Result(
      Dataset read, List<ImageDetections> detections, List<UnreadablePhoto> unreadable) {}

  public static Result run(
      RegionDetector detector, Dataset dataset, PhotoCache photos, RunContext context) {
    ReadablePhotos<ImageRecord, ImageDetections> all =
        ReadablePhotos.map(
            context,
            "detection",
            dataset.images(),
            ImageRecord::fileName,
            image -> new ImageDetections(image.id(), detector.candidates(photos.get(image))));
    List<ImageDetections> found = all.done().stream().map(ReadablePhotos.Done::result).toList();
    Set<Long> read = new HashSet<>();
    found.forEach(one -> read.add(one.imageId()));
    return new Result(dataset.filter(image -> read.contains(image.id())), found, all.unreadable());
  }
}
