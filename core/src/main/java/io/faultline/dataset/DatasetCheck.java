package io.faultline.dataset;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.dataset.DatasetSummary.ClassCount;
import io.faultline.dataset.DatasetSummary.Duplicate;
import io.faultline.dataset.DatasetSummary.Histogram;
import io.faultline.dataset.DatasetSummary.Part;
import io.faultline.dataset.DatasetSummary.PhotoName;
import io.faultline.dataset.DatasetSummary.SizeCount;
import io.faultline.dataset.DatasetSummary.Unreadable;
import io.faultline.geometry.Box;
import io.faultline.image.ImageSize;
import io.faultline.provenance.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Looks at whole datasets before anything is trained on them: counts, shapes and duplicates. */
public final class DatasetCheck {
  private static final List<Double> SIZE_EDGES =
      List.of(0.0, 8.0, 16.0, 32.0, 64.0, 96.0, 128.0, 256.0, 512.0, Double.POSITIVE_INFINITY);
  private static final List<Double> ASPECT_EDGES =
      List.of(0.0, 0.125, 0.25, 0.5, 0.8, 1.25, 2.0, 4.0, 8.0, Double.POSITIVE_INFINITY);

  private DatasetCheck() {}

  /** A photo with what tells it from others. */
  private record Known(PhotoName name, Fingerprint content, PhotoSignature look) {}

  /**
   * Reads every photo and compares all pairs: exact duplicates everywhere, near duplicates between
   * different splits only (series of shots within one split are no fault).
   *
   * @param splits by name, in the order to report them; one will do
   */
  public static DatasetSummary of(Map<String, Dataset> splits, Progress progress) {
    long total = splits.values().stream().mapToLong(dataset -> dataset.images().size()).sum();
    progress.begin("dataset check", total, "photos");
    List<Part> parts = new ArrayList<>();
    List<Known> known = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    long done = 0;
    for (Map.Entry<String, Dataset> split : splits.entrySet()) {
      parts.add(part(split.getKey(), split.getValue()));
      for (ImageRecord image : split.getValue().images()) {
        PhotoName name = new PhotoName(split.getKey(), image.fileName());
        try {
          known.add(
              new Known(
                  name,
                  Fingerprint.builder().add(image.path()).build(),
                  PhotoSignature.of(image.read())));
        } catch (FaultlineException e) {
          unreadable.add(new Unreadable(name, String.valueOf(e.getMessage())));
        }
        progress.advance(++done);
      }
    }
    progress.end();
    return new DatasetSummary(parts, duplicates(known), unreadable);
  }

  /** The numbers of one split, without opening its photos. */
  public static Part part(String name, Dataset dataset) {
    List<Annotation> objects =
        dataset.images().stream()
            .flatMap(image -> image.annotations().stream())
            .filter(annotation -> !annotation.crowd())
            .toList();
    long all = dataset.images().stream().mapToLong(image -> image.annotations().size()).sum();
    return new Part(
        name,
        dataset.images().size(),
        (int) dataset.images().stream().filter(ImageRecord::clean).count(),
        objects.size(),
        all - objects.size(),
        classCounts(dataset),
        photoSizes(dataset),
        histogram(objects, SIZE_EDGES, box -> Math.sqrt(box.area())),
        histogram(objects, ASPECT_EDGES, box -> box.width() / box.height()));
  }

  private static List<ClassCount> classCounts(Dataset dataset) {
    Map<Integer, Long> objects = new HashMap<>();
    Map<Integer, Integer> photos = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      Set<Integer> shown = new HashSet<>();
      for (Annotation annotation : image.annotations()) {
        if (!annotation.crowd()) {
          objects.merge(annotation.categoryId(), 1L, Long::sum);
          shown.add(annotation.categoryId());
        }
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

  private static Histogram histogram(
      List<Annotation> objects, List<Double> edges, ToDoubleFunction<Box> measure) {
    Long[] counts = new Long[edges.size() - 1];
    java.util.Arrays.fill(counts, 0L);
    for (Annotation object : objects) {
      double value = measure.applyAsDouble(object.box());
      int bin = 0;
      while (bin < counts.length - 1 && value >= edges.get(bin + 1)) {
        bin++;
      }
      counts[bin]++;
    }
    return new Histogram(edges, List.of(counts));
  }

  private static List<Duplicate> duplicates(List<Known> photos) {
    List<Duplicate> pairs = new ArrayList<>();
    for (int i = 0; i < photos.size(); i++) {
      Known first = photos.get(i);
      for (int j = i + 1; j < photos.size(); j++) {
        Known second = photos.get(j);
        int bits = first.look().hash(Mirror.NONE).distance(second.look().hash(Mirror.NONE));
        boolean exact = bits == 0 && first.content().equals(second.content());
        boolean across = !first.name().split().equals(second.name().split());
        if (exact || (across && first.look().isNear(second.look()))) {
          pairs.add(new Duplicate(first.name(), second.name(), exact, bits));
        }
      }
    }
    return pairs;
  }
}
