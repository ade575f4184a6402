package io.faultline.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * One photo of a dataset with its truth.
 *
 * @param id the dataset's id, unique in it
 * @param fileName the name as the dataset writes it, with {@code /} between folders
 * @param path where the file lies
 * @param widthPx width in pixels as stored
 * @param heightPx height in pixels as stored
 * @param annotations the truth, in the dataset's order
 * @param complete whether every object of the photo is among the annotations. One that lost a label
 *     is not complete: what it shows beside its annotations is unknown, so it gives no negatives,
 *     no false alarms, and is never a clean photo
 */
public record ImageRecord(
    long id,
    String fileName,
    Path path,
    int widthPx,
    int heightPx,
    List<Annotation> annotations,
    boolean complete) {

  /** Checks the size and copies the list. */
  public ImageRecord {
    if (!(widthPx > 0) || !(heightPx > 0)) {
      throw new IllegalArgumentException(
          fileName + ": size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
    }
    annotations = List.copyOf(annotations);
  }

  /** A photo of which every object is annotated. */
  public ImageRecord(
      long id,
      String fileName,
      Path path,
      int widthPx,
      int heightPx,
      List<Annotation> annotations) {
    this(id, fileName, path, widthPx, heightPx, annotations, true);
  }

  /** The same photo with other annotations, as complete as before. */
  public ImageRecord with(List<Annotation> others) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, others, complete);
  }

  /** The same photo, said to be complete or not. */
  public ImageRecord withComplete(boolean isComplete) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, annotations, isComplete);
  }

  /** Whether the photo is known to show no object and no crowd. */
  public boolean clean() {
    return complete && annotations.isEmpty();
  }

  /** Whether an object is annotated; a photo of crowds alone is neither cracked nor clean. */
  public boolean cracked() {
    return !annotations.stream().allMatch(Annotation::crowd);
  }
}
