package io.faultline.server.workspace.store;

import io.faultline.detection.Detection;
import java.time.Instant;
import java.util.List;

/**
 * What a model found in a photo.
 *
 * @param model SHA-256 of the model file
 * @param coverage share of the photo that was decoded and searched, in [0, 1]
 * @param doubts why a person must look at the photo whatever was found in it
 * @param detections down to the lowest score that the model keeps
 */
public record Found(
    String model, Instant at, double coverage, List<String> doubts, List<Detection> detections) {
  /** Sorts and copies. */
  public Found {
    doubts = List.copyOf(doubts);
    detections = detections.stream().sorted(Detection.ORDER).toList();
  }
}
