package io.faultline.server.workspace.exchange;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoRow;
import java.util.List;
import java.util.Optional;

/**
 * A photo as exports show it.
 *
 * @param boxes those that count as objects
 * @param found what the model found, which knows how much of the photo it saw
 */
record ExportedPhoto(PhotoRow row, List<PhotoBox> boxes, Optional<Found> found) {

  ExportedPhoto {
    boxes = List.copyOf(boxes);
  }

  /** As the outcome of an inspection; a box without a score is certain. */
  PhotoOutcome outcome(List<Category> categories) {
    if (row.error().isPresent()) {
      return PhotoOutcome.Unreadable.of(row.exportName(), row.error().get());
    }
    Verdict verdict = row.summary().verdict().orElse(Verdict.REVIEW);
    // A person who calls a photo clean has looked at all of it.
    boolean seen = row.summary().reviewed() || found.isEmpty();
    PhotoJudgement judgement =
        new PhotoJudgement(
            verdict == Verdict.CLEAN && !boxes.isEmpty() ? Verdict.REVIEW : verdict,
            seen ? 1 : found.get().coverage(),
            boxes.stream()
                .map(box -> new Detection(box.categoryId(), box.box(), box.score().orElse(1)))
                .toList(),
            List.of(),
            seen ? List.of() : found.get().doubts(),
            List.of());
    return new PhotoOutcome.Detected(
        row.exportName(), row.widthPx(), row.heightPx(), judgement, categories);
  }
}
