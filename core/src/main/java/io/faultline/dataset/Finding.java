package io.faultline.dataset;

import io.faultline.geometry.Box;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something a reader dropped, clipped or repaired, so that nothing is lost silently.
 *
 * @param file the file that holds the record
 * @param record which record, such as {@code annotation 17}
 * @param action what was done with it
 * @param reason field, value and rule
 * @param place where to look, where a reader knows it; empty for a record of no photo
 */
public record Finding(
    String file, String record, Action action, String reason, Optional<Place> place) {

  /** How readers of COCO, YOLO and VOC name a label. */
  private static final Pattern LABEL = Pattern.compile("(annotation|line|object) ");

  /** How masks name what is too small. */
  private static final Pattern SPECK = Pattern.compile("\\d+ specks? ");

  /** A finding of no photo. */
  public Finding(String file, String record, Action action, String reason) {
    this(file, record, action, reason, Optional.empty());
  }

  /**
   * The photo that a finding is about.
   *
   * @param photo with the labels that were known at the time, perhaps none
   * @param box as the file states it, in pixels; it may reach outside the photo
   */
  public record Place(ImageRecord photo, Optional<Box> box) {}

  /** What was done. */
  public enum Action {
    /** The record is not in the dataset. */
    DROPPED,
    /** The box was cut at the photo's border. */
    CLIPPED,
    /** A value was replaced by the right one. */
    REPAIRED,
    /** Nothing was changed, but it may not be what was meant; no fault with {@code --strict}. */
    NOTICED,
    /** The photo is not in the dataset, for labels of it were lost; it may not be clean. */
    LEFT_OUT,
    /** The photo is not in the dataset, for its file is not there or is no photo. */
    MISSING,
    /** The label is not in the dataset, for another one says the same. */
    DUPLICATE
  }

  /** Whether a label is not in the dataset because of it: an annotation, line or object. */
  public boolean labelDropped() {
    return action == Action.DROPPED && LABEL.matcher(record).lookingAt();
  }

  /** Whether parts of a mask were left out because they are too small to be objects. */
  public boolean speck() {
    return action == Action.DROPPED && SPECK.matcher(record).lookingAt();
  }

  /** One line for people. */
  public String line() {
    return file
        + ": "
        + record
        + ": "
        + action.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
        + ": "
        + reason;
  }
}
