package io.faultline.internal.proposal.selectivesearch;

import java.util.Arrays;

/**
 * Hierarchical grouping (Uijlings et al. 2013, section 3.1): the two most similar neighbouring
 * regions are merged until one is left. Regions are numbered as they arise: the segments first,
 * then each merged region. Equal similarities: the pair that became neighbours first.
 *
 * <p>Pairs wait in a heap; those of regions that are gone are skipped when they come up. A merged
 * region keeps the histogram slot of its older part.
 */
final class HierarchicalGrouping {
  private final Similarity similarity;
  private final RegionHistograms histograms;
  private final long photo;
  private final int[] sizes;
  private final int[] corners;
  private final int[] slots;
  private final int[] mergedInto;
  private final int[] neighbourStarts;
  private final int[] stamps;
  private final LongHeap heap;
  private int[] neighbours;
  private int[] pairs;
  private int regions;

  private HierarchicalGrouping(
      Segmentation segments, RegionHistograms histograms, Similarity similarity) {
    int capacity = 2 * segments.count();
    this.similarity = similarity;
    this.histograms = similarity.usesHistograms() ? histograms.copy() : histograms;
    this.photo = segments.pixels();
    this.sizes = segments.sizes(capacity);
    this.corners = segments.corners(capacity);
    this.slots = new int[capacity];
    this.mergedInto = new int[capacity];
    this.neighbourStarts = new int[capacity + 1];
    this.stamps = new int[capacity];
    this.regions = segments.count();
    for (int i = 0; i < capacity; i++) {
      slots[i] = i;
      mergedInto[i] = i;
    }
    int[] touching = segments.neighbours();
    this.neighbours = neighbourLists(touching, regions, neighbourStarts);
    this.heap = new LongHeap(touching.length);
    this.pairs = new int[2 * touching.length];
    for (int i = 0; i < touching.length; i += 2) {
      push(touching[i], touching[i + 1]);
    }
  }

  /**
   * The boxes of all regions, {@code x1 y1 x2 y2} each: segments, then merged ones in the order of
   * their making.
   */
  static int[] boxes(Segmentation segments, RegionHistograms histograms, Similarity similarity) {
    HierarchicalGrouping grouping = new HierarchicalGrouping(segments, histograms, similarity);
    grouping.run();
    return Arrays.copyOf(grouping.corners, 4 * grouping.regions);
  }

  private static int[] neighbourLists(int[] touching, int count, int[] starts) {
    for (int region : touching) {
      starts[region + 1]++;
    }
    for (int i = 1; i <= count; i++) {
      starts[i] += starts[i - 1];
    }
    int[] lists = new int[touching.length];
    int[] at = Arrays.copyOf(starts, count);
    for (int i = 0; i < touching.length; i += 2) {
      lists[at[touching[i]]++] = touching[i + 1];
      lists[at[touching[i + 1]]++] = touching[i];
    }
    return lists;
  }

  private void run() {
    while (!heap.isEmpty()) {
      int pair = 2 * (Integer.MAX_VALUE - (int) heap.pop());
      int a = pairs[pair];
      int b = pairs[pair + 1];
      if (mergedInto[a] == a && mergedInto[b] == b) {
        merge(a, b);
      }
    }
  }

  private void merge(int a, int b) {
    int merged = regions++;
    mergedInto[a] = merged;
    mergedInto[b] = merged;
    sizes[merged] = sizes[a] + sizes[b];
    for (int i = 0; i < 2; i++) {
      corners[4 * merged + i] = Math.min(corners[4 * a + i], corners[4 * b + i]);
      corners[4 * merged + 2 + i] = Math.max(corners[4 * a + 2 + i], corners[4 * b + 2 + i]);
    }
    slots[merged] = Math.min(slots[a], slots[b]);
    if (similarity.usesHistograms()) {
      histograms.merge(slots[merged], Math.max(slots[a], slots[b]), sizes[merged]);
    }
    int start = neighbourStarts[merged];
    int end = join(merged, a, join(merged, b, start));
    neighbourStarts[merged + 1] = end;
    for (int i = start; i < end; i++) {
      push(neighbours[i], merged);
    }
  }

  /** Appends the living neighbours of a part; the end of the list. */
  private int join(int merged, int part, int from) {
    int end = from;
    stamps[merged] = merged;
    for (int i = neighbourStarts[part]; i < neighbourStarts[part + 1]; i++) {
      int neighbour = living(neighbours[i]);
      if (stamps[neighbour] != merged) {
        stamps[neighbour] = merged;
        if (end == neighbours.length) {
          neighbours = Arrays.copyOf(neighbours, 2 * end);
        }
        neighbours[end++] = neighbour;
      }
    }
    return end;
  }

  private int living(int region) {
    int at = region;
    while (mergedInto[at] != at) {
      mergedInto[at] = mergedInto[mergedInto[at]];
      at = mergedInto[at];
    }
    return at;
  }

  private void push(int a, int b) {
    int number = heap.pushed();
    if (2 * number + 1 >= pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * number] = a;
    pairs[2 * number + 1] = b;
    int width =
        Math.max(corners[4 * a + 2], corners[4 * b + 2]) - Math.min(corners[4 * a], corners[4 * b]);
    int height =
        Math.max(corners[4 * a + 3], corners[4 * b + 3])
            - Math.min(corners[4 * a + 1], corners[4 * b + 1]);
    long together = (long) sizes[a] + sizes[b];
    long common = (long) width * height;
    float value = similarity.of(histograms, slots[a], slots[b], together, common, photo);
    heap.push((long) Float.floatToIntBits(value) << 32 | (Integer.MAX_VALUE - number));
  }
}
