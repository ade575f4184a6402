package io.faultline.dataset;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A group of photos as a split sees it: what it adds to the side it goes to.
 *
 * @param name the group
 * @param counts photos, clean photos, then objects of each category
 */
record PhotoGroup(String name, List<Double> counts) {
  private static final int PHOTOS = 0;
  private static final int CLEAN = 1;
  private static final int FIRST_CATEGORY = 2;

  static PhotoGroup of(String name, List<ImageRecord> images, Dataset dataset) {
    double[] counts = new double[FIRST_CATEGORY + dataset.categories().size()];
    for (ImageRecord image : images) {
      counts[PHOTOS]++;
      boolean clean = true;
      for (Annotation annotation : image.annotations()) {
        int category = dataset.categoryIndex(annotation.categoryId());
        if (!annotation.crowd() && category >= 0) {
          counts[FIRST_CATEGORY + category]++;
          clean = false;
        }
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
