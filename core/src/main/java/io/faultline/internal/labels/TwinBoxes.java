package io.faultline.internal.labels;

import io.faultline.dataset.Annotation;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds labels that say again what another one says, as where one annotator's work was exported
 * twice: equal boxes of one class in one photo, and nearly equal ones where that is the rule and no
 * chance. Boxes with different outlines are different objects, however equal.
 */
final class TwinBoxes {
  private static final double NEAR = 0.9;

  /** So many of a photo's boxes have a twin where twins are the rule. */
  private static final double MAX = 0.8;

  /** A photo with more boxes is not searched for near twins, which takes pairs. */
  private static final int MAX_BOXES = 20_000;

  /**
   * What one photo has.
   *
   * @param equal positions of boxes that are equal to an earlier one, with that one's
   * @param near positions of boxes that are nearly so, with that one's
   * @param boxes how many there are, equal ones left out
   */
  record Found(Map<Integer, Integer> equal, Map<Integer, Integer> near, int boxes) {
    /** Whether near twins are the rule in this photo. */
    boolean isRule() {
      return !near.isEmpty() && 2 * near.size() >= MAX * boxes;
    }

    /** Positions that say nothing new, with those that say it. */
    Map<Integer, Integer> twice(boolean nearToo) {
      Map<Integer, Integer> twice = new HashMap<>(nearToo ? near : Map.of());
      twice.putAll(equal);
      return twice;
    }
  }

  private TwinBoxes() {}

  /** Whether near twins are the rule in a dataset. */
  static boolean isRule(List<Found> photos) {
    long near = photos.stream().mapToLong(one -> one.near().size()).sum();
    long boxes = photos.stream().mapToLong(Found::boxes).sum();
    return near > 0 && 2 * near >= MAX * boxes;
  }

  static Found of(List<Annotation> truth) {
    Map<Integer, Integer> equal = new HashMap<>();
    Map<Object, List<Integer>> same = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      Annotation one = truth.get(i);
      List<Integer> known =
          same.computeIfAbsent(
              List.of(one.categoryId(), one.crowd(), one.box()), key -> new ArrayList<>());
      Optional<Integer> earlier = known.stream().filter(k -> maySay(truth.get(k), one)).findFirst();
      if (earlier.isPresent()) {
        equal.put(i, earlier.get());
      } else {
        known.add(i);
      }
    }
    return new Found(equal, near(truth, equal), truth.size() - equal.size());
  }

  /** Whether two labels of equal boxes may be of one object. */
  private static boolean maySay(Annotation first, Annotation second) {
    boolean isOutlined = !first.polygons().isEmpty() && !second.polygons().isEmpty();
    if (isOutlined && !first.polygons().equals(second.polygons())) {
      return false;
    }
    return near(first.area(), second.area()) || isPlain(first) || isPlain(second);
  }

  /** Whether nothing but the box is known. */
  private static boolean isPlain(Annotation one) {
    return one.polygons().isEmpty() && near(one.area(), one.box().area());
  }

  private static boolean near(double first, double second) {
    return Math.abs(first - second) <= 0.01 * Math.max(first, second);
  }

  /** The later box of each pair; no box is in two pairs. */
  private static Map<Integer, Integer> near(List<Annotation> truth, Map<Integer, Integer> equal) {
    Map<Integer, Integer> near = new HashMap<>();
    if (truth.size() - equal.size() < 2 || truth.size() > MAX_BOXES) {
      return near;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      if (!equal.containsKey(i)) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> truth.get(i).box().x1()));
    Set<Integer> paired = new HashSet<>();
    for (int a = 0; a < order.size(); a++) {
      int partner = paired.contains(order.get(a)) ? -1 : partner(truth, order, a, paired);
      if (partner >= 0) {
        paired.add(order.get(a));
        paired.add(partner);
        near.put(Math.max(order.get(a), partner), Math.min(order.get(a), partner));
      }
    }
    return near;
  }

  private static int partner(
      List<Annotation> truth, List<Integer> order, int a, Set<Integer> paired) {
    Annotation first = truth.get(order.get(a));
    Box box = first.box();
    int best = -1;
    double most = NEAR;
    for (int b = a + 1; b < order.size(); b++) {
      Annotation second = truth.get(order.get(b));
      if (second.box().x1() - box.x1() > (1 - NEAR) * box.width()) {
        break;
      }
      boolean fits =
          !paired.contains(order.get(b))
              && first.categoryId() == second.categoryId()
              && first.crowd() == second.crowd();
      if (fits && box.iou(second.box()) > most) {
        most = box.iou(second.box());
        best = order.get(b);
      }
    }
    return best;
  }
}
