package io.faultline.server.detect;

import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.bundle.OperatingPoint;

/**
 * What came of a photo.
 *
 * @param outcome verdict and detections, or why it cannot be read
 * @param picture the drawing as JPEG; empty where none was wanted
 * @param model hash of the model that looked
 * @param point from which scores it reported, and what is promised of it
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes, which are compared by nobody.
public record Inspected(PhotoOutcome outcome, byte[] picture, String model, OperatingPoint point) {}
