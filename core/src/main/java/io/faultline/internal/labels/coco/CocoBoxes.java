package io.faultline.internal.labels.coco;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.labels.BoxForm;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.labels.coco.CocoContent.RawAnnotation;
import java.util.List;
import java.util.Optional;

/**
 * Tells what the numbers of a file's boxes are. Shares of the photo's sides are read as such, since
 * no label of pixels lies within the first of them; what looks like corners is a fault that asks.
 */
final class CocoBoxes {
  /** No box of a whole file is this small in pixels. */
  static final double LARGEST_SHARE = 1.5;

  private static final double ROUNDING = 1e-3;

  /** So far beyond its photo, as a share of the side, a box was not drawn. */
  private static final double BEYOND = 0.05;

  private static final double MAX = 0.9;
  private static final double MANY = 0.25;

  private final FileFindings findings;
  private int boxes;
  private int small;
  private int sharesInside;
  private int cornersInside;
  private int cornersOnly;
  private String example = "";

  private CocoBoxes(FileFindings findings) {
    this.findings = findings;
  }

  /**
   * The form of the boxes.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where they look like something that only
   *     the user can know
   */
  static BoxForm of(
      List<RawAnnotation> annotations,
      CocoPhotos photos,
      Optional<BoxForm> stated,
      FileFindings findings) {
    if (stated.isPresent()) {
      return stated.get();
    }
    CocoBoxes count = new CocoBoxes(findings);
    for (RawAnnotation one : annotations) {
      Optional<ImageRecord> photo = photos.of(one.imageId());
      if (one.box().isPresent() && photo.isPresent()) {
        count.add(one, one.box().get(), photo.get());
      }
    }
    return count.form();
  }

  private void add(RawAnnotation annotation, RawBox box, ImageRecord photo) {
    boolean finite =
        Double.isFinite(box.x() + box.y() + box.width() + box.height())
            && Math.max(box.width(), box.height()) > 0;
    if (!finite || Math.min(photo.widthPx(), photo.heightPx()) < 4) {
      return;
    }
    boxes++;
    double largest =
        Math.max(
            Math.max(Math.abs(box.x()), Math.abs(box.y())), Math.max(box.width(), box.height()));
    small += largest <= LARGEST_SHARE ? 1 : 0;
    sharesInside +=
        box.x() + box.width() <= 1 + ROUNDING && box.y() + box.height() <= 1 + ROUNDING ? 1 : 0;
    double width = photo.widthPx();
    double height = photo.heightPx();
    boolean corners =
        box.width() > box.x()
            && box.height() > box.y()
            && box.x() >= -1
            && box.y() >= -1
            && box.width() <= width + 1
            && box.height() <= height + 1;
    boolean beyond =
        box.x() + box.width() > (1 + BEYOND) * width
            || box.y() + box.height() > (1 + BEYOND) * height;
    cornersInside += corners ? 1 : 0;
    cornersOnly += corners && beyond ? 1 : 0;
    if (example.isEmpty() && ((corners && beyond) || largest <= LARGEST_SHARE)) {
      example = annotation.record() + ": bbox " + box + " in " + photo.fileName();
    }
  }

  private BoxForm form() {
    if (boxes > 0 && small == boxes) {
      if (sharesInside < boxes) {
        throw fault(
            "all "
                + boxes
                + " boxes look like shares of the photo's sides, yet "
                + (boxes - sharesInside)
                + " leave it as x, y, width and height; write left upper corner, width and height"
                + " (centres and corners are not known as shares)");
      }
      findings.repaired(
          "annotations",
          "all "
              + boxes
              + " boxes are shares of the photo's sides, 0 to 1 ("
              + example
              + "); multiplied by them (--boxes xywh takes them as pixels)");
      return BoxForm.SHARES;
    }
    if (small > boxes / 2) {
      throw fault(
          small
              + " of "
              + boxes
              + " boxes look like shares of the photo's sides, the others like pixels; --boxes"
              + " xywh or --boxes shares says what they are");
    }
    boolean looksLikeCorners =
        cornersOnly > 0 && cornersOnly >= MANY * boxes && cornersInside >= MAX * boxes;
    if (looksLikeCorners || cornersOnly > boxes / 2) {
      throw fault(
          cornersOnly
              + " of "
              + boxes
              + " boxes leave their photo as x, y, width and height, yet fit as the corners x1, y1,"
              + " x2 and y2; --boxes xyxy reads them so, --boxes xywh cuts them at the border");
    }
    if (cornersOnly > 0 && cornersInside >= MAX * boxes) {
      findings.noticed(
          "annotations",
          cornersOnly
              + " of "
              + boxes
              + " boxes leave their photo as x, y, width and height, and "
              + cornersInside
              + " fit as the corners x1, y1, x2 and y2; if they are corners, --boxes xyxy reads them"
              + " so ("
              + example
              + ")");
    }
    return BoxForm.XYWH;
  }

  private FaultlineException fault(String message) {
    return new FaultlineException(
        Problem.INPUT, findings.file() + ": " + message + "; the first: " + example);
  }
}
