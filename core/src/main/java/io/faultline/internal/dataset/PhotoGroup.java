package io.faultline.internal.dataset;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A group of photos as a split sees it: what it adds to the side it goes to.
 *
 * @param name the group
 * @param counts photos, photos without objects, then objects of each category that is balanced
 */
record PhotoGroup(String name, List<Double> counts) {
  private static final int PHOTOS = 0;
  private static final int CLEAN = 1;
  private static final int FIRST_CATEGORY = 2;

  /** So many categories are balanced at most, those with the most objects. */
  private static final int MAX_CATEGORIES = 200;

  /** The column of each category that is balanced, by its id. */
  static Map<Integer, Integer> columns(Dataset dataset) {
    Map<Integer, Long> objects = new HashMap<>();
    dataset.categories().forEach(category -> objects.put(category.id(), 0L));
    for (ImageRecord image : dataset.images()) {
      image
          .annotations()
          .forEach(one -> objects.computeIfPresent(one.categoryId(), (id, n) -> n + 1));
    }
    Set<Integer> balanced =
        objects.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MAX_CATEGORIES)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<Integer, Integer> columns = new HashMap<>();
    for (Category category : dataset.categories()) {
      if (balanced.contains(category.id())) {
        columns.put(category.id(), columns.size());
      }
    }
    return columns;
  }

  /** Counts photos; objects of categories outside of {@code columns} are counted together. */
  static PhotoGroup of(String name, List<ImageRecord> images, Map<Integer, Integer> columns) {
    double[] counts = new double[FIRST_CATEGORY + columns.size()];
    for (ImageRecord image : images) {
      counts[PHOTOS]++;
      boolean clean = true;
      for (Annotation annotation : image.annotations()) {
        Integer column = columns.get(annotation.categoryId());
        if (!annotation.crowd() && column != null) {
          counts[FIRST_CATEGORY + column]++;
        }
        clean &= annotation.crowd();
      }
      counts[CLEAN] += clean ? 1 : 0;
    }
    return new PhotoGroup(name, DoubleStream.of(counts).boxed().toList());
  }

  /** Photos that hold an object. */
  double positives() {
    return counts.get(PHOTOS) - counts.get(CLEAN);
  }
}
