package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The detections of one photo with the kind of each error, and its objects that are not found. The
 * checks are those of {@code TIDERun._eval_image} in the reference code, in its order.
 */
final class TidePhoto {
  private static final double FOREGROUND = 0.5;
  private static final double BACKGROUND = 0.1;

  /**
   * A detection that counts: a hit, or an error.
   *
   * @param rank position among the photo's detections of its class, 0 = best
   * @param error empty for a hit
   * @param mendedClass the class in which it would be a hit if its error were mended; empty where
   *     mending takes it away
   */
  record Point(
      Detection detection, int rank, Optional<TideError> error, Optional<Integer> mendedClass) {}

  /** A detection that finds nothing; see {@link Point#rank}. */
  private record Wrong(Detection detection, int rank) {
    double score() {
      return detection.score();
    }
  }

  private final List<Annotation> objects;
  private final List<Point> points = new ArrayList<>();

  /** Objects that a detection has found. */
  private final Set<Annotation> found = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Objects not found that the best badly placed or wrongly named detection would find. */
  private final Set<Annotation> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

  private TidePhoto(List<Annotation> objects) {
    this.objects = objects;
  }

  static TidePhoto of(ImageRecord photo, List<Detection> detections, List<ClassMatches> classes) {
    Set<Integer> known =
        classes.stream().map(one -> one.category().id()).collect(Collectors.toSet());
    TidePhoto tide =
        new TidePhoto(
            photo.annotations().stream()
                .filter(one -> PhotoMatcher.counts(one) && known.contains(one.categoryId()))
                .toList());
    List<Wrong> wrong = new ArrayList<>();
    for (ClassMatches one : classes) {
      int id = one.category().id();
      tide.match(
          PhotoTruth.of(photo, id),
          detections.stream().filter(each -> each.categoryId() == id).toList(),
          wrong);
    }
    // Stable: of equal scores the class with the lower id comes first.
    wrong.sort(Comparator.comparingDouble(Wrong::score).reversed());
    wrong.forEach(one -> tide.points.add(tide.judge(one)));
    return tide;
  }

  private void match(List<Annotation> truths, List<Detection> detections, List<Wrong> wrong) {
    PhotoMatcher matcher = new PhotoMatcher(truths, detections);
    int[] pairs = matcher.pairs();
    for (int d = 0; d < pairs.length; d++) {
      Detection detection = matcher.detections().get(d);
      if (pairs[d] >= 0 && PhotoMatcher.counts(truths.get(pairs[d]))) {
        found.add(truths.get(pairs[d]));
        points.add(new Point(detection, d, Optional.empty(), Optional.empty()));
      } else if (pairs[d] < 0 && AreaRange.ALL.contains(detection.box().area())) {
        wrong.add(new Wrong(detection, d));
      }
    }
  }

  private Point judge(Wrong wrong) {
    Box box = wrong.detection().box();
    Predicate<Annotation> sameClass = one -> one.categoryId() == wrong.detection().categoryId();
    Optional<Annotation> own = nearest(box, sameClass);
    Optional<Annotation> other = nearest(box, sameClass.negate());
    double ownIou = iou(box, own);
    double otherIou = iou(box, other);
    if (ownIou >= BACKGROUND && ownIou <= FOREGROUND) {
      return point(wrong, TideError.LOCALISATION, own.flatMap(this::claim));
    }
    if (otherIou >= FOREGROUND) {
      return point(wrong, TideError.CLASS, other.flatMap(this::claim));
    }
    if (iou(box, nearest(box, sameClass.and(found::contains))) >= FOREGROUND) {
      return point(wrong, TideError.DUPLICATE, Optional.empty());
    }
    return point(
        wrong,
        Math.max(ownIou, otherIou) <= BACKGROUND ? TideError.BACKGROUND : TideError.BOTH,
        Optional.empty());
  }

  private static Point point(Wrong wrong, TideError error, Optional<Integer> mendedClass) {
    return new Point(wrong.detection(), wrong.rank(), Optional.of(error), mendedClass);
  }

  /** The class of an object for the first that claims it, which has the highest score. */
  private Optional<Integer> claim(Annotation object) {
    return !found.contains(object) && claimed.add(object)
        ? Optional.of(object.categoryId())
        : Optional.empty();
  }

  private Optional<Annotation> nearest(Box box, Predicate<Annotation> which) {
    return objects.stream()
        .filter(which)
        .max(Comparator.comparingDouble(object -> object.box().iou(box)));
  }

  private static double iou(Box box, Optional<Annotation> object) {
    return object.map(one -> one.box().iou(box)).orElse(0.0);
  }

  /** In no order. */
  List<Point> points() {
    return points;
  }

  List<Annotation> objects() {
    return objects;
  }

  boolean isFound(Annotation object) {
    return found.contains(object);
  }

  /** Neither found, nor to be found if another error were mended. */
  boolean isMissed(Annotation object) {
    return !found.contains(object) && !claimed.contains(object);
  }
}
