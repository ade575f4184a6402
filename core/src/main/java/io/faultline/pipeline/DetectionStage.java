package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.Detector;
import io.faultline.detection.ImageDetections;
import java.util.ArrayList;
import java.util.List;

/** Detects on every photo of a dataset, down to the lowest score kept. */
final class DetectionStage {
  private DetectionStage() {}

  /**
   * What came out.
   *
   * @param detections of every photo that could be read, in the dataset's order
   * @param unreadable the other photos
   */
  record Result(List<ImageDetections> detections, List<UnreadablePhoto> unreadable) {}

  private record Outcome(ImageRecord image, List<Detection> detections, String fault) {}

  static Result run(Detector detector, Dataset dataset, PhotoCache photos, RunContext context) {
    List<Outcome> outcomes =
        Parallel.map(
            context,
            "detection",
            "photos",
            dataset.images(),
            image -> detect(detector, image, photos));
    List<ImageDetections> detections = new ArrayList<>();
    List<UnreadablePhoto> unreadable = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.fault().isEmpty()) {
        detections.add(new ImageDetections(outcome.image().id(), outcome.detections()));
      } else {
        unreadable.add(new UnreadablePhoto(outcome.image().fileName(), outcome.fault()));
        context.progress().note("left out: " + outcome.fault());
      }
    }
    return new Result(detections, unreadable);
  }

  private static Outcome detect(Detector detector, ImageRecord image, PhotoCache photos) {
    try {
      return new Outcome(image, detector.candidates(photos.get(image.path())), "");
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return new Outcome(image, List.of(), e.getMessage());
    }
  }
}
