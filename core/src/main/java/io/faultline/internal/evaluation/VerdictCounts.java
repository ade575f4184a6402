package io.faultline.internal.evaluation;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.Verdict;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts on photos whose truth is known. A photo whose only annotations are crowds is neither
 * cracked nor clean and is left out, and so is one that lost its labels.
 *
 * @param cracked how many photos with an object got each verdict
 * @param clean how many photos without any annotation did
 */
public record VerdictCounts(Map<Verdict, Integer> cracked, Map<Verdict, Integer> clean) {

  /** Copies the maps. */
  public VerdictCounts {
    cracked = Map.copyOf(cracked);
    clean = Map.copyOf(clean);
  }

  /**
   * Judges every photo; one without an entry among the detections could not be read.
   *
   * @param detections down to the threshold at least
   */
  public static VerdictCounts of(
      Dataset truth, List<ImageDetections> detections, OperatingPoint point) {
    Map<Long, List<Detection>> byPhoto = new HashMap<>();
    detections.forEach(
        one ->
            byPhoto
                .computeIfAbsent(one.imageId(), id -> new ArrayList<>())
                .addAll(one.detections()));
    Map<Verdict, Integer> cracked = zeros();
    Map<Verdict, Integer> clean = zeros();
    for (ImageRecord photo : truth.images()) {
      Verdict verdict =
          point.judge(
              byPhoto.getOrDefault(photo.id(), List.of()), byPhoto.containsKey(photo.id()) ? 1 : 0);
      if (photo.clean()) {
        clean.merge(verdict, 1, Integer::sum);
      } else if (photo.cracked()) {
        cracked.merge(verdict, 1, Integer::sum);
      }
    }
    return new VerdictCounts(cracked, clean);
  }

  private static Map<Verdict, Integer> zeros() {
    Map<Verdict, Integer> zeros = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      zeros.put(verdict, 0);
    }
    return zeros;
  }
}
