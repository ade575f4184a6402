package io.faultline.internal.evaluation;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.DetectionTrace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Every object that was missed at a threshold, with the stage that lost it. An object is missed
 * where {@link ObjectRates} says so, so found and missed objects are exactly all of them; labels
 * that were dropped on reading are no objects of the dataset and are counted beside.
 *
 * @param thresholds from which scores detections count
 * @param found objects that were found
 * @param misses the others, in {@link Miss#ORDER}
 * @param labelsDropped labels of the file that are not in the dataset
 */
public record MissLedger(Thresholds thresholds, long found, List<Miss> misses, long labelsDropped) {

  /** Sorts and copies the list. */
  public MissLedger {
    misses = misses.stream().sorted(Miss.ORDER).toList();
    if (found < 0 || labelsDropped < 0) {
      throw new IllegalArgumentException(
          found + " found and " + labelsDropped + " dropped; both must be >= 0");
    }
  }

  /**
   * The misses of one photo, so that no more than one trace need be held.
   *
   * @param categories the classes of the dataset
   * @param trace of this photo
   */
  public static List<Miss> of(
      ImageRecord image, List<Category> categories, DetectionTrace trace, Thresholds thresholds) {
    return List.copyOf(PhotoMisses.of(image, categories, trace, thresholds));
  }

  /**
   * The ledger of misses that were found photo by photo.
   *
   * @param rates of the same photos
   * @throws IllegalStateException where they are not exactly as many as {@code rates} counts
   */
  public static MissLedger of(ObjectRates rates, List<Miss> misses) {
    if (misses.size() != rates.misses()) {
      throw new IllegalStateException(
          misses.size() + " misses have a stage, but " + rates.misses() + " objects were missed");
    }
    return new MissLedger(rates.thresholds(), rates.hits(), misses, 0);
  }

  /**
   * The ledger of a dataset.
   *
   * @param traces by photo id, one for every photo
   */
  public static MissLedger of(Dataset truth, Map<Long, DetectionTrace> traces, ObjectRates rates) {
    List<Miss> misses = new ArrayList<>();
    for (ImageRecord image : truth.images()) {
      DetectionTrace trace = traces.get(image.id());
      if (trace == null) {
        throw new IllegalArgumentException("photo " + image.id() + " has no trace");
      }
      misses.addAll(of(image, truth.categories(), trace, rates.thresholds()));
    }
    return of(rates, misses);
  }

  /** With the labels that were dropped on reading. */
  public MissLedger withLabelsDropped(long count) {
    return new MissLedger(thresholds, found, misses, count);
  }

  /** Objects of the dataset. */
  public long objects() {
    return found + misses.size();
  }

  /** How many were lost at each stage, dropped labels too, in the stages' order. */
  public Map<LossStage, Long> counts() {
    Map<LossStage, Long> counts = new EnumMap<>(LossStage.class);
    for (LossStage stage : LossStage.values()) {
      counts.put(stage, 0L);
    }
    misses.forEach(miss -> counts.merge(miss.stage(), 1L, Long::sum));
    counts.merge(LossStage.LABEL_DROPPED, labelsDropped, Long::sum);
    return counts;
  }
}
