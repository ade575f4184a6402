package io.faultline.detection;

import io.faultline.dataset.Category;
import java.util.List;

/** The outcome for one photo: a judgement, or the reason why the photo could not be read. */
public sealed interface PhotoOutcome {

  /**
   * The name of the photo as the caller gave it, relative to the given folder, with {@code /}
   * between folders. Never an absolute path.
   */
  String photo();

  /** The verdict for the inspector; {@link Verdict#REVIEW} if the photo is unreadable. */
  Verdict verdict();

  /** The objects found, highest score first; none if the photo is unreadable. */
  List<Detection> detections();

  /**
   * A photo that was read and searched.
   *
   * @param photo its name, see {@link PhotoOutcome#photo}
   * @param widthPx width in pixels as stored
   * @param heightPx height in pixels as stored
   * @param judgement verdict, coverage and detections
   * @param categories the classes of objects that the detector knows
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
        name(categories, detection);
      }
    }

    @Override
    public Verdict verdict() {
      return judgement.verdict();
    }

    @Override
    public List<Detection> detections() {
      return judgement.detections();
    }

    /** The name of a detection's category. */
    public String categoryName(Detection detection) {
      return name(categories, detection);
    }

    private static String name(List<Category> categories, Detection detection) {
      return categories.stream()
          .filter(category -> category.id() == detection.categoryId())
          .findFirst()
          .map(Category::name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "category id is "
                          + detection.categoryId()
                          + "; it must be one of "
                          + categories));
    }
  }

  /**
   * A photo that could not be read.
   *
   * @param photo its name, see {@link PhotoOutcome#photo}
   * @param reason one line that names the photo and what is wrong with it
   */
  record Unreadable(String photo, String reason) implements PhotoOutcome {
    /** An unreadable photo; its name is put before a message that does not contain it. */
    public static Unreadable of(String photo, String message) {
      String name = photo.substring(photo.lastIndexOf('/') + 1);
      return new Unreadable(photo, message.contains(name) ? message : photo + ": " + message);
    }

    @Override
    public Verdict verdict() {
      return Verdict.REVIEW;
    }

    @Override
    public List<Detection> detections() {
      return List.of();
    }
  }
}
