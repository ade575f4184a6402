package io.faultline.internal.check;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Boxes of a size that is seldom meant. */
final class BoxFindings {
  private static final double NEARLY_ALL = 0.9;
  private static final double MAX = 0.5;
  private static final double TINY_PX = 2;

  private static final Comparator<Annotation> BY_PLACE =
      Comparator.comparingDouble((Annotation one) -> one.box().y1())
          .thenComparingDouble(one -> one.box().x1())
          .thenComparingDouble(one -> one.box().area())
          .thenComparing(Annotation::id);

  private BoxFindings() {}

  /** What is wrong with the boxes of a photo. */
  static List<CheckFinding> of(ImageRecord photo) {
    return photo.objects().stream()
        .sorted(BY_PLACE)
        .flatMap(one -> of(one, photo).stream())
        .toList();
  }

  private static Optional<CheckFinding> of(Annotation one, ImageRecord photo) {
    double share = one.box().area() / ((double) photo.widthPx() * photo.heightPx());
    if (share >= NEARLY_ALL) {
      boolean inverted =
          !one.polygons().isEmpty()
              && one.area() >= MAX * photo.widthPx() * photo.heightPx()
              && one.area() < one.box().area();
      return Optional.of(
          inverted
              ? finding(
                  CheckRule.INVERTED,
                  one,
                  photo,
                  String.format(
                      Locale.ROOT,
                      "its outline covers %.0f %% of the photo, its box %.0f %%",
                      100 * one.area() / ((double) photo.widthPx() * photo.heightPx()),
                      100 * share))
              : finding(
                  CheckRule.WHOLE_PHOTO,
                  one,
                  photo,
                  String.format(Locale.ROOT, "its box covers %.0f %% of the photo", 100 * share)));
    }
    if (Math.min(one.box().width(), one.box().height()) <= TINY_PX) {
      return Optional.of(
          finding(
              CheckRule.TINY,
              one,
              photo,
              String.format(
                  Locale.ROOT,
                  "its box is %.1f x %.1f px",
                  one.box().width(),
                  one.box().height())));
    }
    return Optional.empty();
  }

  private static CheckFinding finding(
      CheckRule rule, Annotation one, ImageRecord photo, String reason) {
    return CheckFinding.of(rule, photo.path().toString(), "annotation " + one.id(), reason)
        .on(photo)
        .at(one.box());
  }
}
