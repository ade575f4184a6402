package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.geometry.Box;
import io.faultline.internal.results.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Boxes as a table: the columns that {@code detect} writes, {@code
 * file,category,score,x1,y1,x2,y2}, and three more, {@code origin,state,reviewed}, which may be
 * missing. A line without a score, or whose state is {@code accepted}, is a label; another one is a
 * model's suggestion.
 */
final class CsvLabels {
  static final List<String> HEADER =
      List.of("file", "category", "score", "x1", "y1", "x2", "y2", "origin", "state", "reviewed");

  private static final int NEEDED = 7;
  private static final int STATE = 8;
  private static final int REVIEWED = 9;

  private CsvLabels() {}

  /**
   * Reads a table.
   *
   * @throws FaultlineException with {@code INPUT} for another table or a wrong line
   */
  static List<ImportedPhoto> read(Path file) {
    List<List<String>> lines = Csv.read(file);
    String name = String.valueOf(file.getFileName());
    if (lines.isEmpty()
        || lines.get(0).size() < NEEDED
        || !lines.get(0).subList(0, NEEDED).equals(HEADER.subList(0, NEEDED))) {
      throw new FaultlineException(
          Problem.INPUT,
          name + ": the first line must begin with " + String.join(",", HEADER.subList(0, NEEDED)));
    }
    Map<String, List<ImportedPhoto.Label>> labels = new LinkedHashMap<>();
    Map<String, Boolean> reviewed = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = lines.get(i);
      if (fields.size() < NEEDED) {
        throw fault(
            name, i, "it has " + fields.size() + " fields; at least " + NEEDED + " are needed");
      }
      labels.computeIfAbsent(fields.get(0), photo -> new ArrayList<>()).add(label(fields, name, i));
      reviewed.merge(fields.get(0), field(fields, REVIEWED).equals("true"), Boolean::logicalAnd);
    }
    List<ImportedPhoto> photos = new ArrayList<>();
    labels.forEach(
        (photo, boxes) ->
            photos.add(
                new ImportedPhoto(
                    photo, Optional.empty(), boxes, reviewed.getOrDefault(photo, false))));
    return photos;
  }

  private static ImportedPhoto.Label label(List<String> fields, String name, int line) {
    try {
      double[] corners = new double[4];
      for (int i = 0; i < corners.length; i++) {
        corners[i] = Double.parseDouble(fields.get(3 + i));
      }
      boolean suggested = !fields.get(2).isEmpty() && !field(fields, STATE).equals("accepted");
      return new ImportedPhoto.Label(
          fields.get(1),
          new Box(corners[0], corners[1], corners[2], corners[3]),
          suggested
              ? OptionalDouble.of(Double.parseDouble(fields.get(2)))
              : OptionalDouble.empty());
    } catch (IllegalArgumentException e) {
      throw fault(name, line, String.valueOf(e.getMessage()));
    }
  }

  private static String field(List<String> fields, int at) {
    return fields.size() > at ? fields.get(at) : "";
  }

  private static FaultlineException fault(String name, int line, String rule) {
    return new FaultlineException(Problem.INPUT, name + ": line " + (line + 1) + ": " + rule);
  }
}
