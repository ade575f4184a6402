package io.faultline.internal.check;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.image.ImageSize;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one set holds, in numbers. Crowds are counted apart and nowhere else.
 *
 * @param name of the set
 * @param photos how many photos
 * @param cleanPhotos how many of them are known to hold no object
 * @param objects how many objects
 * @param crowds how many crowds
 * @param classes objects by category, in the dataset's order
 * @param photoSizes photos by size, the most frequent first
 * @param objectSizes objects by the square root of their box's area in pixels
 * @param aspectRatios objects by the width of their box over its height
 */
public record SetNumbers(
    String name,
    int photos,
    int cleanPhotos,
    long objects,
    long crowds,
    List<ClassCount> classes,
    List<SizeCount> photoSizes,
    Histogram objectSizes,
    Histogram aspectRatios) {
  private static final List<Double> SIZE_EDGES =
      List.of(0.0, 8.0, 16.0, 32.0, 64.0, 96.0, 128.0, 256.0, 512.0, Double.POSITIVE_INFINITY);
  private static final List<Double> ASPECT_EDGES =
      List.of(0.0, 0.125, 0.25, 0.5, 0.8, 1.25, 2.0, 4.0, 8.0, Double.POSITIVE_INFINITY);

  /** Copies the lists. */
  public SetNumbers {
    classes = List.copyOf(classes);
    photoSizes = List.copyOf(photoSizes);
  }

  /** How many objects a category has, and how many photos show it. */
  public record ClassCount(Category category, long objects, int photos) {}

  /** How many photos have a size. */
  public record SizeCount(int widthPx, int heightPx, int photos) {}

  /** Counts, without opening a photo. */
  public static SetNumbers of(CheckedSet set) {
    Dataset dataset = set.dataset();
    return new SetNumbers(
        set.name(),
        dataset.images().size(),
        (int) dataset.images().stream().filter(ImageRecord::clean).count(),
        dataset.objects(),
        dataset.images().stream()
            .flatMap(image -> image.annotations().stream())
            .filter(Annotation::crowd)
            .count(),
        classCounts(dataset),
        photoSizes(dataset),
        Histogram.of(
            SIZE_EDGES,
            dataset.images().stream()
                .flatMap(image -> image.objects().stream())
                .mapToDouble(one -> Math.sqrt(one.box().area()))),
        Histogram.of(
            ASPECT_EDGES,
            dataset.images().stream()
                .flatMap(image -> image.objects().stream())
                .mapToDouble(one -> one.box().width() / one.box().height())));
  }

  private static List<ClassCount> classCounts(Dataset dataset) {
    Map<Integer, Long> objects = new HashMap<>();
    Map<Integer, Integer> photos = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      Set<Integer> shown = new HashSet<>();
      for (Annotation object : image.objects()) {
        objects.merge(object.categoryId(), 1L, Long::sum);
        shown.add(object.categoryId());
      }
      shown.forEach(id -> photos.merge(id, 1, Integer::sum));
    }
    return dataset.categories().stream()
        .map(
            category ->
                new ClassCount(
                    category,
                    objects.getOrDefault(category.id(), 0L),
                    photos.getOrDefault(category.id(), 0)))
        .toList();
  }

  private static List<SizeCount> photoSizes(Dataset dataset) {
    Map<ImageSize, Integer> counts =
        new TreeMap<>(
            Comparator.comparingInt(ImageSize::widthPx).thenComparingInt(ImageSize::heightPx));
    for (ImageRecord image : dataset.images()) {
      counts.merge(new ImageSize(image.widthPx(), image.heightPx()), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(e -> new SizeCount(e.getKey().widthPx(), e.getKey().heightPx(), e.getValue()))
        .sorted(Comparator.comparingInt(SizeCount::photos).reversed())
        .toList();
  }
}
