package io.faultline;

import io.faultline.dataset.Category;
import io.faultline.internal.bundle.BundleManifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes, thresholds and promise of a model.
 *
 * @param categories the classes of objects that it finds
 * @param threshold the score from which a detection is reported, in [0, 1]; classes can have others
 * @param thresholds this score for each class, by its name
 * @param certain the score from which a photo is {@link io.faultline.detection.Verdict#CRACK}, not
 *     {@link io.faultline.detection.Verdict#REVIEW}; at least the threshold
 * @param operatingPoint one line: how the threshold was chosen
 * @param promise the recall that was proved at this threshold, in words; absent without a promise
 * @param provenance the origin of the model: fingerprints, seed, versions
 */
public record ModelInfo(
    List<Category> categories,
    double threshold,
    Map<String, Double> thresholds,
    double certain,
    String operatingPoint,
    Optional<String> promise,
    Map<String, String> provenance) {
  /** Copies the collections. */
  public ModelInfo {
    categories = List.copyOf(categories);
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    provenance = Map.copyOf(provenance);
  }

  static ModelInfo of(BundleManifest manifest) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (Category category : manifest.categories()) {
      thresholds.put(category.name(), manifest.thresholds().of(category.id()));
    }
    return new ModelInfo(
        manifest.categories(),
        manifest.operatingPoint().threshold(),
        thresholds,
        manifest.operatingPoint().certain(),
        manifest.operatingPoint().words(),
        manifest.operatingPoint().promised(),
        manifest.provenance());
  }
}
