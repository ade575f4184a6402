package io.faultline.report;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.Verdict;
import java.util.List;

/** What came of detecting on one loose photo: a judgement, or why it could not be read. */
public sealed interface PhotoOutcome {

  /**
   * The photo's name: as the caller gave it, relative to the folder that was asked for, with {@code
   * /} between folders. Never an absolute path of the machine that ran.
   */
  String photo();

  /** What the photo is to those who inspect it. */
  Verdict verdict();

  /**
   * A photo that was looked at.
   *
   * @param photo its name, see {@link PhotoOutcome#photo}
   * @param widthPx width in pixels as stored
   * @param heightPx height in pixels as stored
   * @param judgement verdict, coverage and what was found
   * @param categories the kinds of objects the detector knows
   */
  record Detected(
      String photo, int widthPx, int heightPx, PhotoJudgement judgement, List<Category> categories)
      implements PhotoOutcome {

    /** Checks the size, and that every detection has one of the categories. */
    public Detected {
      if (!(widthPx > 0) || !(heightPx > 0)) {
        throw new IllegalArgumentException(
            photo + ": size is " + widthPx + "x" + heightPx + "; both sides must be > 0");
      }
      categories = List.copyOf(categories);
      for (Detection detection : judgement.detections()) {
        CategoryNames.require(categories, detection.categoryId());
      }
    }

    @Override
    public Verdict verdict() {
      return judgement.verdict();
    }

    /** What was found, best first. */
    public List<Detection> detections() {
      return judgement.detections();
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
  record Unreadable(String photo, String reason) implements PhotoOutcome {
    @Override
    public Verdict verdict() {
      return Verdict.REVIEW;
    }
  }
}
