package io.faultline.spark;

import io.faultline.internal.reading.ReadOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts photos into tasks. The most expensive photos come first, and tasks become smaller towards
 * the end (guided self-scheduling, Polychronopoulos and Kuck 1987), so that all cores end at about
 * the same time: a large photo never starts last, and small photos never make small tasks.
 */
final class PhotoPacks {
  /** What a photo costs beside its pixels, in pixels: opening, reading, a row. */
  private static final double FIXED_PIXELS = 150_000;

  /** Pixels for each byte of a file whose header tells no size. */
  private static final double PIXELS_PER_BYTE = 4;

  /** The dearest photo that still shares a task, and the least that a task is worth, in pixels. */
  private static final double LEAST_PIXELS = 3_000_000;

  /** The most that a task is worth, but for one dear photo: progress is told by tasks that end. */
  private static final double MOST_PIXELS = 50_000_000;

  private PhotoPacks() {}

  /** What a photo costs, in pixels. */
  static double cost(ListedPhoto photo) {
    if (photo.pixels() > ReadOptions.DEFAULT.maxPixels()) {
      return FIXED_PIXELS; // It is refused.
    }
    double pixels = photo.pixels() > 0 ? photo.pixels() : photo.length() * PIXELS_PER_BYTE;
    return FIXED_PIXELS + pixels;
  }

  /** The photos from the most expensive to the cheapest; equal ones in the listing's order. */
  static List<ListedPhoto> dearestFirst(List<ListedPhoto> photos) {
    return photos.stream()
        .sorted(
            Comparator.comparingDouble(PhotoPacks::cost)
                .reversed()
                .thenComparingInt(ListedPhoto::order))
        .toList();
  }

  /**
   * The tasks, in the order in which they ought to start.
   *
   * @param photos in the order of {@link #dearestFirst}
   * @param slots how many tasks run at a time
   */
  static List<List<ListedPhoto>> of(List<ListedPhoto> photos, int slots) {
    double left = photos.stream().mapToDouble(PhotoPacks::cost).sum();
    List<List<ListedPhoto>> packs = new ArrayList<>();
    List<ListedPhoto> pack = new ArrayList<>();
    double packed = 0;
    double share = share(left, slots);
    for (ListedPhoto photo : photos) {
      double cost = cost(photo);
      if (!pack.isEmpty() && packed + cost > share) {
        packs.add(pack);
        left -= packed;
        pack = new ArrayList<>();
        packed = 0;
        share = share(left, slots);
      }
      pack.add(photo);
      packed += cost;
    }
    if (!pack.isEmpty()) {
      packs.add(pack);
    }
    return packs;
  }

  private static double share(double left, int slots) {
    return Math.min(MOST_PIXELS, Math.max(LEAST_PIXELS, left / (2.0 * slots)));
  }
}
