package io.faultline.dataset;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Photos with their labelled objects, in a fixed order.
 *
 * @param categories the classes of objects, by ascending id
 * @param images the photos, in the source's order; ids are unique
 */
public record Dataset(List<Category> categories, List<ImageRecord> images) {

  /** Copies both lists. */
  public Dataset {
    categories = List.copyOf(categories);
    images = List.copyOf(images);
  }

  /** The photos that {@code keep} accepts, with all categories. */
  public Dataset filter(Predicate<ImageRecord> keep) {
    return new Dataset(categories, images.stream().filter(keep).toList());
  }

  /** The number of objects, without crowds. */
  public long objects() {
    return images.stream().mapToLong(image -> image.objects().size()).sum();
  }

  /** The position of a category in {@link #categories()}, or -1. */
  public int categoryIndex(int categoryId) {
    int at =
        Collections.binarySearch(
            categories, new Category(categoryId, ""), Comparator.comparingInt(Category::id));
    if (at >= 0) {
      return at;
    }
    for (int i = 0; i < categories.size(); i++) {
      if (categories.get(i).id() == categoryId) {
        return i;
      }
    }
    return -1;
  }
}
