package io.faultline.dataset;

import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * One photo of a dataset with its truth.
 *
 * @param id the dataset's id, unique in it
 * @param fileName the name as the dataset writes it, with {@code /} between folders
 * @param path where the file lies
 * @param widthPx width in pixels as read
 * @param heightPx height in pixels as read
 * @param annotations the truth, in the dataset's order
 * @param complete whether every object of the photo is among the annotations. One that lost a label
 *     is not complete: what it shows beside its annotations is unknown, so it gives no negatives,
 *     no false alarms, and is never a clean photo
 * @param exif how the pixels are read that size and annotations refer to
 */
public record ImageRecord(
    long id,
    String fileName,
    Path path,
    int widthPx,
    int heightPx,
    List<Annotation> annotations,
    boolean complete,
    ExifRule exif) {

  /** Checks the size and copies the list. */
  public ImageRecord {
    if (!(widthPx > 0) || !(heightPx > 0)) {
      throw new IllegalArgumentException(
          fileName + ": size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
    }
    annotations = List.copyOf(annotations);
  }

  /** A photo as stored of which every object is annotated. */
  public ImageRecord(
      long id,
      String fileName,
      Path path,
      int widthPx,
      int heightPx,
      List<Annotation> annotations) {
    this(id, fileName, path, widthPx, heightPx, annotations, true, ExifRule.AS_STORED);
  }

  /** The same photo with other annotations, as complete as before. */
  public ImageRecord with(List<Annotation> others) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, others, complete, exif);
  }

  /** The same photo, said to be complete or not. */
  public ImageRecord withComplete(boolean isComplete) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, annotations, isComplete, exif);
  }

  /** The same photo of the same size, its pixels read in another way. */
  public ImageRecord withExif(ExifRule rule) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, annotations, complete, rule);
  }

  /**
   * Reads the pixels that size and annotations refer to.
   *
   * @throws io.faultline.FaultlineException as {@link ImageReader#read(Path)}
   */
  public Raster read() {
    return ImageReader.read(path, ReadOptions.DEFAULT.with(exif));
  }

  /** What is annotated, crowds left out. */
  public List<Annotation> objects() {
    return annotations.stream().filter(annotation -> !annotation.crowd()).toList();
  }

  /** Whether the photo is known to show no object and no crowd. */
  public boolean clean() {
    return complete && annotations.isEmpty();
  }

  /** Whether an object is annotated; a photo of crowds alone is neither cracked nor clean. */
  public boolean cracked() {
    return !objects().isEmpty();
  }
}
