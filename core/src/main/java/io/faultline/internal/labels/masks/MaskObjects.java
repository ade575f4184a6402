package io.faultline.internal.labels.masks;

import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.Morphology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one mask shows.
 *
 * @param objects from the top, then from the left
 * @param specks components that were too small, in the order of their first pixels
 */
record MaskObjects(List<MaskObject> objects, List<Component> specks) {

  /**
   * One object.
   *
   * @param box of all its components together
   * @param areaPx pixels of the mask before closing
   * @param polygons the outline of every component
   */
  record MaskObject(Box box, double areaPx, List<Polygon> polygons) {}

  /** A box that grows, with the positions of the components it has swallowed. */
  private record Group(Box box, List<Integer> members) {}

  static MaskObjects of(Mask mask, MaskOptions options) {
    List<Component> kept = new ArrayList<>();
    List<Component> specks = new ArrayList<>();
    for (Component component : Components.of(Morphology.close(mask, options.closingSide()))) {
      (component.area() > options.minAreaPx() ? kept : specks).add(component);
    }
    List<MaskObject> objects = new ArrayList<>();
    for (Group group : merge(kept, options.mergeDistancePx())) {
      List<Polygon> polygons = new ArrayList<>();
      double area = 0;
      for (int member : group.members()) {
        polygons.add(new Polygon(kept.get(member).outline()));
        area += kept.get(member).overlap(mask);
      }
      objects.add(new MaskObject(group.box(), area, List.copyOf(polygons)));
    }
    return new MaskObjects(List.copyOf(objects), List.copyOf(specks));
  }

  /**
   * Joins boxes that are closer than {@code distance} until none are. A joined box is never farther
   * from anything than its parts were, so whatever could be joined stays so, and the result does
   * not depend on the order.
   */
  private static List<Group> merge(List<Component> components, double distance) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Group grown = new Group(components.get(i).box(), List.of(i));
      int near;
      while ((near = nearTo(grown.box(), groups, distance)) >= 0) {
        Group swallowed = groups.remove(near);
        List<Integer> members = new ArrayList<>(swallowed.members());
        members.addAll(grown.members());
        grown = new Group(grown.box().cover(swallowed.box()), members);
      }
      groups.add(grown);
    }
    groups.replaceAll(group -> new Group(group.box(), group.members().stream().sorted().toList()));
    groups.sort(
        Comparator.comparingDouble((Group group) -> group.box().y1())
            .thenComparingDouble(group -> group.box().x1())
            .thenComparing(group -> group.members().get(0)));
    return groups;
  }

  private static int nearTo(Box box, List<Group> groups, double distance) {
    for (int i = 0; i < groups.size(); i++) {
      if (gap(box, groups.get(i).box()) < distance) {
        return i;
      }
    }
    return -1;
  }

  /** The Euclidean distance between the borders, 0 where the boxes touch or overlap. */
  private static double gap(Box a, Box b) {
    double dx = Math.max(0, Math.max(a.x1(), b.x1()) - Math.min(a.x2(), b.x2()));
    double dy = Math.max(0, Math.max(a.y1(), b.y1()) - Math.min(a.y2(), b.y2()));
    return Math.hypot(dx, dy);
  }
}
