package io.faultline.dataset;

import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * One photo of a dataset with its labelled objects.
 *
 * @param id the id in the dataset; unique
 * @param fileName the name as the dataset writes it, with {@code /} between folders
 * @param path path of the photo file
 * @param widthPx width in pixels as read
 * @param heightPx height in pixels as read
 * @param annotations the labelled objects, in the dataset's order
 * @param complete whether the annotations contain every object of the photo. A photo that lost a
 *     label is not complete: it may show further objects. So it gives no negatives and no false
 *     alarms, and is never a clean photo
 * @param exif how the pixels are read to which size and annotations refer
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

  /** A photo as stored, with every object annotated. */
  public ImageRecord(
      long id,
      String fileName,
      Path path,
      int widthPx,
      int heightPx,
      List<Annotation> annotations) {
    this(id, fileName, path, widthPx, heightPx, annotations, true, ExifRule.AS_STORED);
  }

  /** The same photo with other annotations; {@code complete} stays as it is. */
  public ImageRecord with(List<Annotation> others) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, others, complete, exif);
  }

  /** The same photo, marked as complete or not. */
  public ImageRecord withComplete(boolean isComplete) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, annotations, isComplete, exif);
  }

  /** The same photo and size, with another rule to read its pixels. */
  public ImageRecord withExif(ExifRule rule) {
    return new ImageRecord(id, fileName, path, widthPx, heightPx, annotations, complete, rule);
  }

  /**
   * Reads the pixels to which size and annotations refer.
   *
   * @throws io.faultline.FaultlineException as {@link ImageReader#read(Path)}
   */
  public Raster read() {
    return ImageReader.read(path, ReadOptions.DEFAULT.with(exif));
  }

  /** The annotations without crowds. */
  public List<Annotation> objects() {
    return annotations.stream().filter(annotation -> !annotation.crowd()).toList();
  }

  /** Whether the photo is known to show no object and no crowd. */
  public boolean clean() {
    return complete && annotations.isEmpty();
  }

  /** Whether an object is annotated. A photo with only crowds is neither cracked nor clean. */
  public boolean cracked() {
    return !objects().isEmpty();
  }
}
