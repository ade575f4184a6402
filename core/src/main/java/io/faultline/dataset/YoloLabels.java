package io.faultline.dataset;

import io.faultline.image.ImageSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines of one YOLO label file: {@code class cx cy w h}, or a class and at least three corners
 * (the form for outlines), all as shares of the photo's sides.
 */
final class YoloLabels {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final int BOX_VALUES = 5;
  private static final int FEWEST_OUTLINE_VALUES = 7;

  private YoloLabels() {}

  /** One object in pixels, not yet held against the photo. */
  record Label(String record, int number, RawBox box, List<Polygon> polygons) {}

  /** Reads the file's usable lines; the others are listed. */
  static List<Label> read(Path file, ImageSize size, FileFindings findings) throws BadRecord {
    List<String> lines;
    try {
      lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new BadRecord("label file " + file + " cannot be read as text");
    }
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String record = "line " + (i + 1);
      if (line.isEmpty()) {
        continue;
      }
      try {
        labels.add(label(record, SPACES.split(line), size));
      } catch (BadRecord e) {
        findings.dropped(record, e.reason());
      }
    }
    return labels;
  }

  private static Label label(String record, String[] values, ImageSize size) throws BadRecord {
    boolean outline = values.length >= FEWEST_OUTLINE_VALUES && values.length % 2 == 1;
    if (values.length != BOX_VALUES && !outline) {
      throw new BadRecord(
          "has "
              + values.length
              + " values; it must be class cx cy w h, or a class and at least three corners");
    }
    int number = classNumber(values[0]);
    if (outline) {
      return outlined(record, number, values, size);
    }
    double width = share(values[3]) * size.widthPx();
    double height = share(values[4]) * size.heightPx();
    double x = share(values[1]) * size.widthPx() - width / 2;
    double y = share(values[2]) * size.heightPx() - height / 2;
    return new Label(record, number, new RawBox(x, y, width, height), List.of());
  }

  private static Label outlined(String record, int number, String[] values, ImageSize size)
      throws BadRecord {
    double[] xy = new double[values.length - 1];
    for (int i = 0; i < xy.length; i++) {
      xy[i] = share(values[i + 1]) * (i % 2 == 0 ? size.widthPx() : size.heightPx());
      if (!Double.isFinite(xy[i])) {
        throw new BadRecord("a corner is " + values[i + 1] + "; it must be finite");
      }
    }
    List<Polygon> polygons = List.of(new Polygon(xy));
    RawBox box = Polygons.bounds(polygons);
    return new Label(record, number, box, polygons);
  }

  private static int classNumber(String text) throws BadRecord {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number < Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message: it is not a class number either way.
    }
    throw new BadRecord("class is " + text + "; it must be an integer >= 0");
  }

  private static double share(String text) throws BadRecord {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadRecord("holds " + text + "; it must be a number");
    }
  }
}
