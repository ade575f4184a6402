package io.faultline.dataset;

/**
 * Something a reader dropped, clipped or repaired, so that nothing is lost silently.
 *
 * @param file the file that holds the record
 * @param record which record, such as {@code annotation 17}
 * @param action what was done with it
 * @param reason field, value and rule
 */
public record Finding(String file, String record, Action action, String reason) {

  /** What was done. */
  public enum Action {
    /** The record is not in the dataset. */
    DROPPED,
    /** The box was cut at the photo's border. */
    CLIPPED,
    /** A value was replaced by the right one. */
    REPAIRED
  }

  /** One line for people. */
  public String line() {
    return file
        + ": "
        + record
        + ": "
        + action.name().toLowerCase(java.util.Locale.ROOT)
        + ": "
        + reason;
  }
}
