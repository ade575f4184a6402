package io.faultline.internal.check;

import io.faultline.dataset.ImageRecord;
import java.util.ArrayList;
import java.util.List;

/** Photos of another size than the others of their set. */
final class ScaleFindings {
  private static final double FACTOR = 3;

  /** A set with more photos of other sizes is a mixed one. */
  private static final double MAX = 0.1;

  private static final int FEWEST_PHOTOS = 5;

  private ScaleFindings() {}

  static List<CheckFinding> of(CheckedSet set, List<ImageRecord> photos) {
    if (photos.size() < FEWEST_PHOTOS) {
      return List.of();
    }
    int usual =
        photos.stream().map(ScaleFindings::longerSide).sorted().toList().get(photos.size() / 2);
    List<CheckFinding> findings = new ArrayList<>();
    for (ImageRecord photo : photos) {
      double factor = (double) longerSide(photo) / usual;
      if (factor >= FACTOR || factor <= 1 / FACTOR) {
        findings.add(
            CheckFinding.of(
                    CheckRule.SCALE,
                    photo.path().toString(),
                    "photo",
                    "size is "
                        + photo.widthPx()
                        + "x"
                        + photo.heightPx()
                        + "; the longer side of the photos of "
                        + set.name()
                        + " is usually "
                        + usual
                        + " px")
                .on(photo));
      }
    }
    if (findings.size() <= Math.max(1, MAX * photos.size())) {
      return findings;
    }
    return List.of(
        CheckFinding.of(
            CheckRule.SCALE,
            set.name(),
            "photos",
            findings.size()
                + " of "
                + photos.size()
                + " photos are three times as large as the others, or a third of it; the longer"
                + " side is usually "
                + usual
                + " px"));
  }

  private static int longerSide(ImageRecord photo) {
    return Math.max(photo.widthPx(), photo.heightPx());
  }
}
