package io.faultline.internal.check;

import io.faultline.dataset.Finding;
import io.faultline.geometry.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sorts what the readers found under the rules of a check. */
final class ReadingFindings {
  /** A box of which less than this share lies inside its photo is far outside. */
  private static final double INSIDE = 0.5;

  /** Whatever order the records have in their file. */
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(one -> one.place().map(place -> place.photo().fileName()).orElse(""))
          .thenComparing(one -> one.record().length())
          .thenComparing(Finding::record)
          .thenComparing(Finding::reason);

  private ReadingFindings() {}

  static List<CheckFinding> of(List<Finding> findings) {
    return findings.stream().sorted(ORDER).map(ReadingFindings::of).toList();
  }

  private static CheckFinding of(Finding finding) {
    return new CheckFinding(
        rule(finding),
        finding,
        finding.place().map(place -> List.of(place.photo())).orElse(List.of()),
        finding.place().flatMap(Finding.Place::box));
  }

  private static CheckRule rule(Finding finding) {
    boolean outside = finding.place().filter(ReadingFindings::isFarOutside).isPresent();
    return switch (finding.action()) {
      case DROPPED ->
          finding.speck() ? CheckRule.SPECKS : outside ? CheckRule.FAR_OUTSIDE : CheckRule.LOST;
      case LEFT_OUT, MISSING -> CheckRule.LOST;
      case CLIPPED -> outside ? CheckRule.FAR_OUTSIDE : CheckRule.CHANGED;
      case REPAIRED, DUPLICATE -> CheckRule.CHANGED;
      case NOTICED -> CheckRule.NOTICED;
    };
  }

  private static boolean isFarOutside(Finding.Place place) {
    Optional<Box> inside =
        place.box().flatMap(box -> box.clip(place.photo().widthPx(), place.photo().heightPx()));
    return place.box().isPresent()
        && inside.map(Box::area).orElse(0.0) < INSIDE * place.box().get().area();
  }
}
