package io.faultline.internal.detection;

import io.faultline.detection.Detection;
import java.util.List;

/** The detections of one photo of a dataset, in the order given. */
public record ImageDetections(long imageId, List<Detection> detections) {

  /** Copies the list. */
  public ImageDetections {
    detections = List.copyOf(detections);
  }
}
