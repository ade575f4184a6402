package io.faultline.pipeline;

/**
 * A photo that a run left out.
 *
 * @param fileName as the dataset or the user names it
 * @param reason one line that says why
 */
public record UnreadablePhoto(String fileName, String reason) {
  /** One line that names the photo, once. */
  String line() {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    return reason.contains(name) ? reason : fileName + ": " + reason;
  }
}
