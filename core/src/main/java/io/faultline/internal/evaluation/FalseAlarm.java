package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A detection that finds nothing.
 *
 * @param image its photo
 * @param detection what was detected
 * @param kind what is wrong with it
 * @param truth the object that the kind speaks of; for background the nearest one that it touches
 * @param iou the overlap of both, 0 without an object
 */
public record FalseAlarm(
    ImageRecord image, Detection detection, Kind kind, Optional<Annotation> truth, double iou) {
  /** By kind, then the surest first, then by photo. */
  public static final Comparator<FalseAlarm> ORDER =
      Comparator.comparing(FalseAlarm::kind)
          .thenComparing(FalseAlarm::detection, Detection.ORDER)
          .thenComparingLong(alarm -> alarm.image().id());

  /**
   * What can be wrong, after Hoiem et al. 2012 and TIDE (Bolya et al. 2020, section 2.2); the first
   * that holds. Other than in TIDE, a box that is badly placed on another class is background;
   * {@link Tide} has TIDE's own kinds.
   */
  public enum Kind {
    /** It overlaps an object of its class by half, but a better detection has that. */
    DUPLICATE("duplicate"),
    /** It overlaps an object of another class by half. */
    OTHER_CLASS("other class"),
    /** It overlaps an object of its class by a tenth. */
    LOCALISATION("localisation"),
    /** There is nothing of the kind. */
    BACKGROUND("background");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As it is called in tables. */
    public String words() {
      return words;
    }
  }
}
