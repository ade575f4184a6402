package io.faultline.internal.pictures;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places for labels: beside their boxes, inside the picture, off each other if possible. */
final class LabelLayout {
  private final int width;
  private final int height;
  private final List<Rectangle> taken = new ArrayList<>();

  /** For a picture of the given size in pixels. */
  LabelLayout(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * A place for a label of the given size near a box; empty where the label is larger than the
   * picture. Call with the most important label first: it gets the best place.
   */
  Optional<Rectangle> place(Rectangle box, int labelWidth, int labelHeight) {
    if (labelWidth > width || labelHeight > height) {
      return Optional.empty();
    }
    int right = box.x + box.width - labelWidth;
    int above = box.y - labelHeight;
    int below = box.y + box.height;
    int lowest = below - labelHeight;
    List<Rectangle> places = new ArrayList<>();
    for (int[] corner :
        new int[][] {
          {box.x, above},
          {right, above},
          {box.x, below},
          {right, below},
          {box.x, box.y},
          {right, box.y},
          {box.x, lowest},
          {right, lowest}
        }) {
      places.add(inside(corner[0], corner[1], labelWidth, labelHeight));
    }
    Rectangle place =
        places.stream()
            .filter(free -> taken.stream().noneMatch(free::intersects))
            .findFirst()
            .orElse(places.get(0));
    taken.add(place);
    return Optional.of(place);
  }

  private Rectangle inside(int x, int y, int labelWidth, int labelHeight) {
    return new Rectangle(
        Math.max(0, Math.min(x, width - labelWidth)),
        Math.max(0, Math.min(y, height - labelHeight)),
        labelWidth,
        labelHeight);
  }
}
