package io.faultline.internal.synthetic.varied;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels as people draw them: one box for one crack, branches included, and for a crack that is
 * interrupted for a short way. Pieces too small to be noticed are not labelled.
 */
final class CrackLabels {
  private static final double GAP_WITHIN_PX = 64;
  private static final double GAP_BETWEEN_PX = 8;
  private static final double SMALLEST_SIDE = 16;
  private static final int SMALLEST_AREA = 20;
  private static final int SMALLEST_PIECE = 4;

  private final int width;
  private final byte[] owner;
  private final List<List<Component>> groups = new ArrayList<>();

  /**
   * Labels what is visible.
   *
   * @param owner number of the visible crack at each pixel; 0 where there is none. What is not
   *     labelled is set to 0
   */
  CrackLabels(int width, byte[] owner) {
    this.width = width;
    this.owner = owner;
    for (Component piece : Components.of(mask())) {
      if (piece.area() >= SMALLEST_PIECE) {
        join(piece);
      } else {
        clear(piece);
      }
    }
    groups.removeIf(this::isUnnoticed);
  }

  /** The pixels of all that are labelled. */
  Mask mask() {
    boolean[] set = new boolean[owner.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = owner[i] > 0;
    }
    return Mask.of(width, owner.length / width, set);
  }

  /** One annotation for each crack, with a polygon for each of its pieces. */
  List<Annotation> annotations(int categoryId) {
    List<Annotation> annotations = new ArrayList<>();
    for (List<Component> group : groups) {
      annotations.add(
          new Annotation(
              annotations.size() + 1L,
              categoryId,
              box(group),
              area(group),
              false,
              group.stream().map(piece -> new Polygon(piece.outline())).toList()));
    }
    return annotations;
  }

  /** Puts a piece to all groups that it is close to; they become one. */
  private void join(Component piece) {
    List<Component> joined = new ArrayList<>(List.of(piece));
    groups.removeIf(
        group -> {
          boolean near = group.stream().anyMatch(other -> belong(piece, other));
          if (near) {
            joined.addAll(group);
          }
          return near;
        });
    groups.add(joined);
  }

  private boolean belong(Component a, Component b) {
    double gap = ownerOf(a) == ownerOf(b) ? GAP_WITHIN_PX : GAP_BETWEEN_PX;
    Box box = a.box();
    Box wide = new Box(box.x1() - gap, box.y1() - gap, box.x2() + gap, box.y2() + gap);
    return wide.intersection(b.box()) > 0 && distance(pixels(a), pixels(b)) <= gap;
  }

  private static double distance(List<int[]> some, List<int[]> others) {
    double least = Double.MAX_VALUE;
    for (int[] p : some) {
      for (int[] q : others) {
        least = Math.min(least, Math.hypot(p[0] - q[0], p[1] - q[1]));
      }
    }
    return least;
  }

  /** At most some 200 of a piece's pixels. */
  private static List<int[]> pixels(Component piece) {
    Box box = piece.box();
    int every = piece.area() / 200 + 1;
    int met = 0;
    List<int[]> pixels = new ArrayList<>();
    for (int y = (int) box.y1(); y < box.y2(); y++) {
      for (int x = (int) box.x1(); x < box.x2(); x++) {
        if (piece.contains(x, y) && met++ % every == 0) {
          pixels.add(new int[] {x, y});
        }
      }
    }
    return pixels;
  }

  private int ownerOf(Component piece) {
    int[] first = pixels(piece).get(0);
    return owner[first[1] * width + first[0]];
  }

  private boolean isUnnoticed(List<Component> group) {
    Box box = box(group);
    boolean small =
        Math.max(box.width(), box.height()) < SMALLEST_SIDE || area(group) < SMALLEST_AREA;
    if (small) {
      group.forEach(this::clear);
    }
    return small;
  }

  private void clear(Component piece) {
    Box box = piece.box();
    for (int y = (int) box.y1(); y < box.y2(); y++) {
      for (int x = (int) box.x1(); x < box.x2(); x++) {
        if (piece.contains(x, y)) {
          owner[y * width + x] = 0;
        }
      }
    }
  }

  private static int area(List<Component> group) {
    return group.stream().mapToInt(Component::area).sum();
  }

  private static Box box(List<Component> group) {
    return group.stream().map(Component::box).reduce(Box::cover).orElseThrow();
  }
}
