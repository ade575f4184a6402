package io.faultline.internal.check;

import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a check found.
 *
 * @param rule what it is
 * @param finding file, record and reason
 * @param photos where to look: none, the photo, or two photos that are the same
 * @param box where to look in the only photo, in its pixels; it may reach outside
 */
public record CheckFinding(
    CheckRule rule, Finding finding, List<ImageRecord> photos, Optional<Box> box) {

  /** Copies the list. */
  public CheckFinding {
    photos = List.copyOf(photos);
  }

  static CheckFinding of(CheckRule rule, String file, String record, String reason) {
    Finding finding = new Finding(file, record, Finding.Action.NOTICED, reason);
    return new CheckFinding(rule, finding, List.of(), Optional.empty());
  }

  CheckFinding on(ImageRecord... shown) {
    return new CheckFinding(rule, finding, List.of(shown), box);
  }

  CheckFinding at(Box place) {
    return new CheckFinding(rule, finding, photos, Optional.of(place));
  }
}
