package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detector;
import io.faultline.detection.ImageDetections;
import java.util.List;

/** Detects on every photo of a dataset that can be read, down to the lowest score kept. */
final class DetectionStage {
  private DetectionStage() {}

  static List<ImageDetections> run(
      Detector detector, Dataset dataset, PhotoCache photos, RunContext context) {
    return ReadablePhotos.map(
            context,
            "detection",
            dataset.images(),
            ImageRecord::fileName,
            image -> new ImageDetections(image.id(), detector.candidates(photos.get(image.path()))))
        .done()
        .stream()
        .map(ReadablePhotos.Done::result)
        .toList();
  }
}
