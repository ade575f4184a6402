package io.faultline.cli;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a dataset holds, in numbers. */
final class DatasetTable {
  private final Dataset dataset;

  DatasetTable(Dataset dataset) {
    this.dataset = dataset;
  }

  /** One row for each category and one for the photos without any. */
  String text() {
    Table table = new Table("", "photos", "objects");
    for (Category category : dataset.categories()) {
      table.row(category.name(), Figures.count(photos(category)), Figures.count(objects(category)));
    }
    table.row("clean", Figures.count(clean()), "");
    table.row("all", Figures.count(dataset.images().size()), Figures.count(dataset.objects()));
    return table.text();
  }

  /** The same for programs. */
  Map<String, Object> numbers() {
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (Category category : dataset.categories()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("photos", photos(category));
      one.put("objects", objects(category));
      perClass.put(category.name(), one);
    }
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("photos", dataset.images().size());
    numbers.put("cleanPhotos", clean());
    numbers.put("objects", dataset.objects());
    numbers.put("perClass", perClass);
    return numbers;
  }

  private long clean() {
    return dataset.images().stream().filter(image -> image.annotations().isEmpty()).count();
  }

  private long photos(Category category) {
    return dataset.images().stream()
        .filter(image -> image.annotations().stream().anyMatch(a -> isObject(a, category)))
        .count();
  }

  private long objects(Category category) {
    return dataset.images().stream()
        .flatMap(image -> image.annotations().stream())
        .filter(annotation -> isObject(annotation, category))
        .count();
  }

  private static boolean isObject(Annotation annotation, Category category) {
    return annotation.categoryId() == category.id() && !annotation.crowd();
  }
}
