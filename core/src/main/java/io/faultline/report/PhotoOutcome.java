package io.faultline.report;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import java.util.List;

/** What came of detecting on one loose photo: its detections, or why it could not be read. */
public sealed interface PhotoOutcome {

  /**
   * The photo's name: as the caller gave it, relative to the folder that was asked for, with {@code
   * /} between folders. Never an absolute path of the machine that ran.
   */
  String photo();

  /**
   * A photo that was looked at.
   *
   * @param photo its name, see {@link PhotoOutcome#photo}
   * @param widthPx width in pixels as stored
   * @param heightPx height in pixels as stored
   * @param coverage the fraction of the photo's pixels that the detector saw, in [0, 1]
   * @param categories the kinds of objects the detector knows
   * @param detections what was found; put into {@link Detection#ORDER} here
   */
  record Detected(
      String photo,
      int widthPx,
      int heightPx,
      double coverage,
      List<Category> categories,
      List<Detection> detections)
      implements PhotoOutcome {

    /**
     * Checks the size and the coverage, that every detection has one of the categories, and sorts.
     */
    public Detected {
      if (!(widthPx > 0) || !(heightPx > 0)) {
        throw new IllegalArgumentException(
            photo + ": size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
      }
      if (!(coverage >= 0 && coverage <= 1)) {
        throw new IllegalArgumentException(
            photo + ": coverage is " + coverage + "; it must be in [0, 1]");
      }
      categories = List.copyOf(categories);
      detections = detections.stream().sorted(Detection.ORDER).toList();
      for (Detection detection : detections) {
        CategoryNames.require(categories, detection.categoryId());
      }
    }

    /** The name of a detection's category. */
    public String categoryName(Detection detection) {
      return CategoryNames.require(categories, detection.categoryId());
    }
  }

  /**
   * A photo that could not be read.
   *
   * @param photo its name, see {@link PhotoOutcome#photo}
   * @param reason one line: what is wrong with it
   */
  record Unreadable(String photo, String reason) implements PhotoOutcome {}
}
