package io.faultline;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.RecallPromise;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes, thresholds and promise of a model.
 *
 * @param categories the classes of objects that it finds
 * @param threshold the score from which a detection is reported, in [0, 1]
 * @param certain the score from which a photo is {@link io.faultline.detection.Verdict#CRACK}, not
 *     {@link io.faultline.detection.Verdict#REVIEW}; at least the threshold
 * @param operatingPoint one line: how the threshold was chosen
 * @param promise the recall that was proved at this threshold, in words; absent without a promise
 * @param provenance the origin of the model: fingerprints, seed, versions
 */
public record ModelInfo(
    List<Category> categories,
    double threshold,
    double certain,
    String operatingPoint,
    Optional<String> promise,
    Map<String, String> provenance) {
  /** Copies the collections. */
  public ModelInfo {
    categories = List.copyOf(categories);
    provenance = Map.copyOf(provenance);
  }

  static ModelInfo of(BundleManifest manifest) {
    return new ModelInfo(
        manifest.categories(),
        manifest.operatingPoint().threshold(),
        manifest.operatingPoint().certain(),
        manifest.operatingPoint().words(),
        manifest.operatingPoint().promise().map(RecallPromise.Proven::words),
        manifest.provenance());
  }
}
