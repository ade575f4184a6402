package io.faultline.server.model;

import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.detection.RegionDetector;

/**
 * A model in use.
 *
 * @param name the name that the user gave: a built-in name, or the file's path
 * @param hash SHA-256 of the model file in hexadecimal digits
 * @param detector the detector made of it
 */
public record ServedModel(String name, String hash, RegionDetector detector) {
  /** Classes, operating point, promise and provenance. */
  public BundleManifest manifest() {
    return detector.manifest();
  }
}
