package io.faultline.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Dataset;
import io.faultline.internal.check.CheckedSet;
import io.faultline.internal.check.SetNumbers;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.report.CheckJson;
import java.nio.file.Path;

/** What a dataset holds, in numbers. */
final class DatasetTable {
  private final SetNumbers numbers;

  DatasetTable(Dataset dataset) {
    this(SetNumbers.of(new CheckedSet("", dataset)));
  }

  DatasetTable(SetNumbers numbers) {
    this.numbers = numbers;
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
    Table table = new Table(numbers.name(), "photos", "objects");
    numbers
        .classes()
        .forEach(
            one ->
                table.row(
                    one.category().name(),
                    Figures.count(one.photos()),
                    Figures.count(one.objects())));
    table.row("clean", Figures.count(numbers.cleanPhotos()), "");
    table.row("all", Figures.count(numbers.photos()), Figures.count(numbers.objects()));
    return table.text();
  }

  /** What {@code docs/reference/json.md} names. */
  ObjectNode numbers() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    CheckJson.addCounts(root, numbers);
    return root;
  }
}
