package io.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.provenance.AtomicFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a dataset holds, in numbers. */
final class DatasetTable {
  private final Dataset dataset;
  private final Map<Integer, Long> objects = new HashMap<>();
  private final Map<Integer, Long> photos = new HashMap<>();

  DatasetTable(Dataset dataset) {
    this.dataset = dataset;
    for (ImageRecord image : dataset.images()) {
      Set<Integer> shown = new HashSet<>();
      for (Annotation annotation : image.annotations()) {
        if (!annotation.crowd()) {
          objects.merge(annotation.categoryId(), 1L, Long::sum);
          shown.add(annotation.categoryId());
        }
      }
      shown.forEach(id -> photos.merge(id, 1L, Long::sum));
    }
  }

  /** Prints the table and where the dataset now lies, and writes the numbers where asked. */
  static void show(Dataset dataset, Path written, CommonOptions common, JsonOption json) {
    DatasetTable table = new DatasetTable(dataset);
    common.print(table.text());
    common.print("Written to " + written);
    json.file().ifPresent(file -> AtomicFile.write(file, table.numbers().toPrettyString() + "\n"));
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

  /** What {@code docs/reference/json.md} names. */
  ObjectNode numbers() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("photos", dataset.images().size());
    root.put("cleanPhotos", clean());
    root.put("objects", dataset.objects());
    ObjectNode perClass = root.putObject("perClass");
    for (Category category : dataset.categories()) {
      perClass
          .putObject(category.name())
          .put("photos", photos(category))
          .put("objects", objects(category));
    }
    return root;
  }

  private long clean() {
    return dataset.images().stream().filter(ImageRecord::clean).count();
  }

  private long photos(Category category) {
    return photos.getOrDefault(category.id(), 0L);
  }

  private long objects(Category category) {
    return objects.getOrDefault(category.id(), 0L);
  }
}
