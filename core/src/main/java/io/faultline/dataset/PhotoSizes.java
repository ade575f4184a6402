package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.dataset.CocoContent.RawImage;
import io.faultline.image.ImageReader;
import io.faultline.image.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of a photo as stored: what its file's header says counts. */
final class PhotoSizes {
  private PhotoSizes() {}

  /** The size in the file's header. */
  static ImageSize of(Path photo) throws BadRecord {
    try {
      return ImageReader.probe(photo);
    } catch (FaultlineException e) {
      throw new BadRecord(afterFile(photo, e));
    }
  }

  /** As {@link #settle(int, int, Path, String, FileFindings)}, of a COCO record. */
  static ImageSize settle(RawImage raw, Path photo, FileFindings findings) throws BadRecord {
    if (raw.sizeFault().isEmpty()) {
      return settle(raw.widthPx(), raw.heightPx(), photo, raw.record(), findings);
    }
    if (!Files.isRegularFile(photo)) {
      throw new BadRecord(raw.sizeFault() + ", and the photo " + photo + " does not exist");
    }
    ImageSize file = of(photo);
    findings.repaired(
        raw.record(), raw.sizeFault() + "; the file says " + file + ", which is used");
    return file;
  }

  /**
   * The size that a record states, held against the file where that is there. A size that is
   * missing (not above 0) or wrong is replaced by the header's and listed.
   *
   * @throws BadRecord where neither record nor file gives a size
   */
  static ImageSize settle(
      int widthPx, int heightPx, Path photo, String record, FileFindings findings)
      throws BadRecord {
    boolean isStated = widthPx > 0 && heightPx > 0;
    String stated = "size is " + widthPx + "x" + heightPx;
    ImageSize file;
    try {
      if (!Files.isRegularFile(photo)) {
        throw new BadRecord("the photo " + photo + " does not exist");
      }
      file = of(photo);
    } catch (BadRecord e) {
      if (isStated) {
        return new ImageSize(widthPx, heightPx);
      }
      throw new BadRecord(stated + "; both sides must be > 0, and " + e.reason());
    }
    if (file.widthPx() != widthPx || file.heightPx() != heightPx) {
      boolean turned = file.widthPx() == heightPx && file.heightPx() == widthPx;
      findings.repaired(
          record,
          (isStated ? stated : stated + " (missing)")
              + "; the file says "
              + file
              + ", which is used"
              + (turned ? " (boxes drawn on the photo when turned do not fit)" : ""));
    }
    return file;
  }

  private static String afterFile(Path photo, FaultlineException e) {
    String message = String.valueOf(e.getMessage());
    return "the photo " + (message.startsWith(photo.toString()) ? message : photo + ": " + message);
  }
}
