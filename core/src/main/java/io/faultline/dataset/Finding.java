package io.faultline.dataset;

import io.faultline.geometry.Box;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record that a reader dropped, clipped, repaired or noticed. Findings make sure that nothing is
 * lost silently.
 *
 * @param file the file that holds the record
 * @param record name of the record, such as {@code annotation 17}
 * @param action what the reader did with it
 * @param reason field, value and rule
 * @param place the photo and the box, if the reader knows them; empty for a record without a photo
 */
public record Finding(
    String file, String record, Action action, String reason, Optional<Place> place) {

  /** How readers of COCO, YOLO and VOC name a label. */
  private static final Pattern LABEL = Pattern.compile("(annotation|line|object) ");

  /** How masks name parts that are too small. */
  private static final Pattern SPECK = Pattern.compile("\\d+ specks? ");

  /** A finding without a photo. */
  public Finding(String file, String record, Action action, String reason) {
    this(file, record, action, reason, Optional.empty());
  }

  /**
   * The photo that a finding is about.
   *
   * @param photo the photo with the labels read so far, perhaps none
   * @param box the box as the file states it, in pixels; it may reach outside the photo
   */
  public record Place(ImageRecord photo, Optional<Box> box) {}

  /** What the reader did. */
  public enum Action {
    /** The record is not in the dataset. */
    DROPPED,
    /** The box was cut at the photo's border. */
    CLIPPED,
    /** A wrong value was corrected. */
    REPAIRED,
    /** Nothing was changed, but the record may be wrong; {@code --strict} ignores it. */
    NOTICED,
    /** The photo is not in the dataset, because its labels were lost; it may not be clean. */
    LEFT_OUT,
    /** The photo is not in the dataset, because its file does not exist or is no photo. */
    MISSING,
    /** The label is not in the dataset, because another label is the same. */
    DUPLICATE
  }

  /** Whether this finding removed a label: an annotation, line or object. */
  public boolean labelDropped() {
    return action == Action.DROPPED && LABEL.matcher(record).lookingAt();
  }

  /** Whether parts of a mask were left out because they are too small to be objects. */
  public boolean speck() {
    return action == Action.DROPPED && SPECK.matcher(record).lookingAt();
  }

  /** One line for people: file, record, action and reason. */
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
