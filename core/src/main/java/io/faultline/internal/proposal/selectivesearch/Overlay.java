package io.faultline.internal.proposal.selectivesearch;

import java.util.List;

/**
 * Several segmentations of a photo laid over each other: its cells are the sets of pixels that are
 * together in all of them. What is counted once per cell can be summed up for each segmentation.
 */
final class Overlay {
  private int[] cells;
  private int[][] segments;

  private Overlay(Segmentation first) {
    this.cells = first.labels();
    this.segments = new int[][] {identity(first.count())};
  }

  /** Lays at least one segmentation; all of one photo. */
  static Overlay of(List<Segmentation> segmentations) {
    Overlay overlay = new Overlay(segmentations.get(0));
    segmentations.subList(1, segmentations.size()).forEach(overlay::divide);
    return overlay;
  }

  private static int[] identity(int count) {
    int[] identity = new int[count];
    for (int i = 0; i < count; i++) {
      identity[i] = i;
    }
    return identity;
  }

  private void divide(Segmentation by) {
    PairNumbers numbers = new PairNumbers();
    int[] labels = by.labels();
    int[] divided = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      divided[i] = numbers.of(cells[i], labels[i]);
    }
    int[] pairs = numbers.toArray();
    int[][] longer = new int[segments.length + 1][numbers.count()];
    for (int cell = 0; cell < numbers.count(); cell++) {
      for (int i = 0; i < segments.length; i++) {
        longer[i][cell] = segments[i][pairs[2 * cell]];
      }
      longer[segments.length][cell] = pairs[2 * cell + 1];
    }
    cells = divided;
    segments = longer;
  }

  /** How many cells there are. */
  int count() {
    return segments[0].length;
  }

  /** The cell of a pixel. */
  int cell(int pixel) {
    return cells[pixel];
  }

  /** The segment that a cell belongs to in one of the segmentations. */
  int segment(int segmentation, int cell) {
    return segments[segmentation][cell];
  }
}
