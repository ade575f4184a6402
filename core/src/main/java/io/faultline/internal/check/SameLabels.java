package io.faultline.internal.check;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Compares the labels of two photos that are the same. */
final class SameLabels {
  private static final double SAME_IOU = 0.5;

  private SameLabels() {}

  /**
   * How the labels differ; empty where they do not, or where nobody can tell because a photo lost
   * labels.
   *
   * @param copies whether the files are equal, so that boxes can be compared, too
   * @param names of the categories
   */
  static Optional<String> difference(
      ImageRecord one, ImageRecord other, boolean copies, Names names) {
    if (!one.complete() || !other.complete()) {
      return Optional.empty();
    }
    String first = classes(one, names.ofOne());
    String second = classes(other, names.ofOther());
    if (!first.equals(second)) {
      return Optional.of("labels here: " + first + "; there: " + second);
    }
    boolean comparable =
        copies && one.widthPx() == other.widthPx() && one.heightPx() == other.heightPx();
    if (!comparable) {
      return Optional.empty();
    }
    long here = unmatched(one, other, names);
    long there = unmatched(other, one, names.swapped());
    return here + there == 0
        ? Optional.empty()
        : Optional.of(
            "boxes differ: "
                + here
                + " here and "
                + there
                + " there have no box of the same class at IoU 0.5");
  }

  /** The names of the categories of both photos, which may be of two datasets. */
  record Names(IntFunction<String> ofOne, IntFunction<String> ofOther) {
    Names swapped() {
      return new Names(/* ofOne= */ ofOther, /* ofOther= */ ofOne);
    }
  }

  private static String classes(ImageRecord photo, IntFunction<String> names) {
    if (photo.annotations().isEmpty()) {
      return "none";
    }
    return photo.annotations().stream()
        .map(annotation -> names.apply(annotation.categoryId()))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private static long unmatched(ImageRecord from, ImageRecord to, Names names) {
    List<Annotation> free = new ArrayList<>(to.annotations());
    long unmatched = 0;
    for (Annotation one : from.annotations()) {
      Optional<Annotation> match =
          free.stream()
              .filter(
                  other ->
                      names
                          .ofOne()
                          .apply(one.categoryId())
                          .equals(names.ofOther().apply(other.categoryId())))
              .filter(other -> one.box().iou(other.box()) >= SAME_IOU)
              .findFirst();
      match.ifPresent(free::remove);
      unmatched += match.isPresent() ? 0 : 1;
    }
    return unmatched;
  }
}
