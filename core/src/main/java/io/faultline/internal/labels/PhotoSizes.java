package io.faultline.internal.labels;

import io.faultline.FaultlineException;
import io.faultline.image.ExifRule;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of a photo as it is read: what its file's header says counts. */
public final class PhotoSizes {
  private PhotoSizes() {}

  /** The size in the file's header, as stored. */
  public static ImageSize of(Path photo) throws BadRecord {
    return of(photo, ExifRule.AS_STORED);
  }

  /** The size of the photo as it is read. */
  public static ImageSize of(Path photo, ExifRule exif) throws BadRecord {
    try {
      return probe(photo, exif);
    } catch (FaultlineException e) {
      throw new BadRecord(afterFile(photo, e));
    }
  }

  /** As {@link #of(Path, ExifRule)}, with the fault of {@link ImageReader#probe}. */
  public static ImageSize probe(Path photo, ExifRule exif) {
    ImageSize stored = ImageReader.probe(photo);
    return exif == ExifRule.UPRIGHT && ImageReader.orientation(photo).swapsSides()
        ? stored.turned()
        : stored;
  }

  /** As below, of a photo that is read as stored. */
  public static ImageSize settle(
      int widthPx, int heightPx, Path photo, String record, FileFindings findings)
      throws BadRecord {
    return settle(widthPx, heightPx, photo, record, findings, ExifRule.AS_STORED);
  }

  /**
   * The size that a record states, held against the file where that is there. A size that is
   * missing (not above 0) or wrong is replaced by the header's and listed.
   *
   * @throws BadRecord where neither record nor file gives a size, or the size is that of the
   *     upright photo while the photo is read as stored: its labels would lie elsewhere
   */
  public static ImageSize settle(
      int widthPx, int heightPx, Path photo, String record, FileFindings findings, ExifRule exif)
      throws BadRecord {
    boolean isStated = widthPx > 0 && heightPx > 0;
    String stated = "size is " + widthPx + "x" + heightPx;
    ImageSize file;
    try {
      if (!Files.isRegularFile(photo)) {
        throw new BadRecord("the photo " + photo + " does not exist");
      }
      file = of(photo, exif);
    } catch (BadRecord e) {
      if (isStated) {
        return new ImageSize(widthPx, heightPx);
      }
      throw new BadRecord(stated + "; both sides must be > 0, and " + e.reason());
    }
    if (file.widthPx() != widthPx || file.heightPx() != heightPx) {
      boolean turned = file.widthPx() == heightPx && file.heightPx() == widthPx;
      if (turned && exif == ExifRule.AS_STORED && ImageReader.orientation(photo).swapsSides()) {
        throw new BadRecord(
            stated
                + ", that of "
                + DatasetFolder.name(photo)
                + " turned upright as its EXIF tag says; the file is "
                + file
                + ", so its labels fit the upright photo alone: --upright reads it so");
      }
      findings.repaired(
          record,
          (isStated ? stated : stated + " (missing)")
              + (exif == ExifRule.UPRIGHT ? "; the upright photo is " : "; the file says ")
              + file
              + ", which is used"
              + (turned && exif == ExifRule.AS_STORED
                  ? " (boxes drawn on the photo when turned do not fit)"
                  : ""));
    }
    return file;
  }

  private static String afterFile(Path photo, FaultlineException e) {
    String message = String.valueOf(e.getMessage());
    return "the photo " + (message.startsWith(photo.toString()) ? message : photo + ": " + message);
  }
}
