package io.faultline.spark;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.ExifRule;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A photo of a dataset, as a task is told of it.
 *
 * @param file the photo's file
 * @param width in pixels
 * @param height in pixels
 * @param complete whether every object of the photo is labelled
 * @param upright whether the photo is turned upright when it is read
 * @param labels its labelled objects
 * @param heldOut whether classifiers are calibrated on it instead of learning from it
 * @param group photos of one group show one place
 * @param firstPiece the number of its first tile among the tiles of the dataset
 */
record LabelledPhoto(
    ListedPhoto file,
    int width,
    int height,
    boolean complete,
    boolean upright,
    List<Label> labels,
    boolean heldOut,
    String group,
    long firstPiece)
    implements Serializable {

  /** A labelled object: its category and its box, in pixels of the photo. */
  record Label(int categoryId, double x1, double y1, double x2, double y2, boolean crowd)
      implements Serializable {
    static Label of(Annotation object) {
      Box box = object.box();
      return new Label(object.categoryId(), box.x1(), box.y1(), box.x2(), box.y2(), object.crowd());
    }

    Annotation annotation() {
      Box box = new Box(x1, y1, x2, y2);
      return new Annotation(0, categoryId, box, box.area(), crowd, List.of());
    }
  }

  static LabelledPhoto of(
      ListedPhoto file, ImageRecord image, boolean heldOut, String group, long firstPiece) {
    return new LabelledPhoto(
        file,
        image.widthPx(),
        image.heightPx(),
        image.complete(),
        image.exif() == ExifRule.UPRIGHT,
        new ArrayList<>(image.annotations().stream().map(Label::of).toList()),
        heldOut,
        group,
        firstPiece);
  }

  /** The photo as the library knows it. */
  ImageRecord image() {
    return new ImageRecord(
        file.order(),
        file.name(),
        Path.of(file.path()),
        width,
        height,
        labels.stream().map(Label::annotation).toList(),
        complete,
        upright ? ExifRule.UPRIGHT : ExifRule.AS_STORED);
  }
}
