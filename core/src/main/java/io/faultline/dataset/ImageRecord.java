package io.faultline.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * One photo of a dataset with its truth. A photo without annotations is a clean photo.
 *
 * @param id the dataset's id, unique in it
 * @param fileName the name as the dataset writes it, with {@code /} between folders
 * @param path where the file lies
 * @param widthPx width in pixels as stored
 * @param heightPx height in pixels as stored
 * @param annotations the truth, in the dataset's order
 */
public record ImageRecord(
    long id, String fileName, Path path, int widthPx, int heightPx, List<Annotation> annotations) {

  /** Checks the size and copies the list. */
  public ImageRecord {
    if (!(widthPx > 0) || !(heightPx > 0)) {
      throw new IllegalArgumentException(
          fileName + ": size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
    }
    annotations = List.copyOf(annotations);
  }
}
