package io.faultline.internal.check;

import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.duplicates.PhotoSignatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at whole datasets before anything is trained on them. */
public final class DatasetCheck {
  private static final Comparator<ImageRecord> BY_NAME =
      Comparator.comparing(ImageRecord::fileName).thenComparing(image -> image.path().toString());

  private DatasetCheck() {}

  /**
   * Checks every photo and label, and compares all photos with one another. The order of photos and
   * labels in their files changes nothing.
   *
   * @param sets in the order to report them: training data first, what it is tested on after it
   * @param findings what the readers found in them
   * @param known what is known of the photos; others are read now
   */
  public static CheckResult of(
      List<CheckedSet> sets, List<Finding> findings, PhotoSignatures known) {
    List<List<ImageRecord>> ordered =
        sets.stream().map(set -> set.dataset().images().stream().sorted(BY_NAME).toList()).toList();
    CopyFindings copies = new CopyFindings(sets, ordered, known);
    List<CheckFinding> found = new ArrayList<>(ReadingFindings.of(findings));
    found.addAll(copies.findings());
    for (int i = 0; i < sets.size(); i++) {
      found.addAll(ScaleFindings.of(sets.get(i), ordered.get(i)));
      for (ImageRecord photo : ordered.get(i)) {
        found.addAll(BoxFindings.of(photo));
        unreadable(photo, known).ifPresent(found::add);
        unlabelled(photo).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparing(CheckFinding::rule));
    return new CheckResult(sets.stream().map(SetNumbers::of).toList(), found, copies.leaks());
  }

  private static Optional<CheckFinding> unreadable(ImageRecord photo, PhotoSignatures known) {
    String file = photo.path().toString();
    return known
        .read(photo.path())
        .map(
            fault ->
                CheckFinding.of(
                    CheckRule.UNREADABLE,
                    file,
                    "photo",
                    fault.startsWith(file + ": ") ? fault.substring(file.length() + 2) : fault));
  }

  private static Optional<CheckFinding> unlabelled(ImageRecord photo) {
    return Optional.of(photo)
        .filter(ImageRecord::clean)
        .map(
            clean ->
                CheckFinding.of(
                        CheckRule.UNLABELLED,
                        clean.path().toString(),
                        "photo",
                        "has no label; it counts as a clean photo")
                    .on(clean));
  }
}
