package io.faultline.internal.stage;

import io.faultline.detection.PhotoOutcome;

/**
 * A photo that a run left out.
 *
 * @param fileName as the dataset or the user names it
 * @param reason one line that says why
 */
public record UnreadablePhoto(String fileName, String reason) {
  /** One line that names the photo, once. */
  public String line() {
    return PhotoOutcome.Unreadable.of(fileName, reason).reason();
  }
}
