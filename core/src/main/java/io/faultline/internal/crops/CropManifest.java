package io.faultline.internal.crops;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.internal.region.Region;
import io.faultline.internal.results.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of an export of crops: what each crop shows, and from where.
 *
 * @param rows one per crop
 */
record CropManifest(List<Row> rows) {
  private static final List<String> HEADER =
      List.of(
          "file", "photo", "group", "counter", "iou", "label", "class", "truth", "x1", "y1", "x2",
          "y2");

  /**
   * One crop.
   *
   * @param file below the folder of the export, with {@code /} between folders
   * @param photo as the dataset names it
   * @param group of photos that stay on one side
   * @param counter as in the file's name
   * @param region with the unrounded IoU; the box is in pixels of the photo
   * @param category the name of the class, or of the background
   */
  record Row(String file, String photo, String group, int counter, Region region, String category) {
    private List<String> fields() {
      Box box = region.box();
      return List.of(
          file,
          photo,
          group,
          Integer.toString(counter),
          Double.toString(region.iou()),
          Integer.toString(region.label()),
          category,
          Boolean.toString(region.truth()),
          Double.toString(box.x1()),
          Double.toString(box.y1()),
          Double.toString(box.x2()),
          Double.toString(box.y2()));
    }

    private static Row of(List<String> fields) {
      return new Row(
          fields.get(0),
          fields.get(1),
          fields.get(2),
          Integer.parseInt(fields.get(3)),
          new Region(
              new Box(number(fields, 8), number(fields, 9), number(fields, 10), number(fields, 11)),
              number(fields, 4),
              Integer.parseInt(fields.get(5)),
              Boolean.parseBoolean(fields.get(7))),
          fields.get(6));
    }

    private static double number(List<String> fields, int column) {
      return Double.parseDouble(fields.get(column));
    }
  }

  /** Copies the list. */
  CropManifest {
    rows = List.copyOf(rows);
  }

  /** Writes the table, whole or not at all. */
  void write(Path file) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    rows.forEach(row -> lines.add(row.fields()));
    Csv.write(file, lines);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws FaultlineException with {@code INPUT} where it is something else
   */
  static CropManifest read(Path file) {
    List<List<String>> lines = Csv.read(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new FaultlineException(
          Problem.INPUT,
          file + ": is no manifest of crops; its first line must be " + String.join(",", HEADER));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(Row.of(lines.get(i)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new FaultlineException(
            Problem.INPUT,
            file + ": crop " + i + " of the table cannot be read (" + e.getMessage() + ")",
            e);
      }
    }
    return new CropManifest(rows);
  }
}
