package io.faultline.internal.labels.voc;

import io.faultline.dataset.Polygon;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.Polygons;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object of a VOC file.
 *
 * @param texts by path below the object, in the file's order, such as {@code bndbox/xmin}; parts of
 *     objects have paths of their own ({@code part/bndbox/xmin})
 */
record VocObject(Map<String, List<String>> texts) {
  private static final Set<String> YES = Set.of("true", "yes", "y", "t");

  /** Roboflow's outlines: x1, y1, x2, y2, ... */
  private static final Pattern CORNER = Pattern.compile("polygon/([xy])(\\d+)");

  /** Copies the map. */
  VocObject {
    texts = new HashMap<>(texts);
  }

  Optional<String> text(String path) {
    return texts.getOrDefault(path, List.of()).stream().findFirst();
  }

  /** Whether it is marked difficult, in any spelling: 1, 1.0, True, yes. */
  boolean isDifficult() {
    String text = text("difficult").orElse("0").toLowerCase(Locale.ROOT);
    try {
      return Double.parseDouble(text) != 0;
    } catch (NumberFormatException e) {
      return YES.contains(text);
    }
  }

  /** How many boxes it has; an outline without a box counts as one, and so does nothing at all. */
  int boxes() {
    return Math.max(1, texts.getOrDefault("bndbox/xmin", List.of()).size());
  }

  /**
   * A box, from 1-based inclusive corners to half-open pixels; swapped corners are set right and
   * listed. Where there is no {@code bndbox}, the box of the outline.
   */
  RawBox box(int index, String record, FileFindings findings) throws BadRecord {
    List<Double> outline = outline();
    if (!texts.keySet().stream().anyMatch(path -> path.startsWith("bndbox/"))
        && !outline.isEmpty()) {
      double[] xy = outline.stream().mapToDouble(Double::doubleValue).toArray();
      return Polygons.bounds(List.of(new Polygon(xy)));
    }
    double left = corner("xmin", index);
    double top = corner("ymin", index);
    double right = corner("xmax", index);
    double bottom = corner("ymax", index);
    boolean isSwapped = right < left || bottom < top;
    if (isSwapped && Double.isFinite(left + top + right + bottom)) {
      findings.repaired(
          record,
          "bndbox is xmin "
              + Numbers.shortest(left)
              + ", ymin "
              + Numbers.shortest(top)
              + ", xmax "
              + Numbers.shortest(right)
              + ", ymax "
              + Numbers.shortest(bottom)
              + "; min must not be above max, so they are swapped");
      double x = Math.min(left, right) - 1;
      double y = Math.min(top, bottom) - 1;
      return new RawBox(x, y, Math.max(left, right) - x, Math.max(top, bottom) - y);
    }
    return new RawBox(left - 1, top - 1, right - (left - 1), bottom - (top - 1));
  }

  /** Whether a corner is at 0, where VOC counts from 1. */
  boolean startsAtZero() {
    return texts.getOrDefault("bndbox/xmin", List.of()).stream().anyMatch(VocObject::isZero)
        || texts.getOrDefault("bndbox/ymin", List.of()).stream().anyMatch(VocObject::isZero);
  }

  private static boolean isZero(String text) {
    try {
      return Double.parseDouble(text) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private double corner(String field, int index) throws BadRecord {
    List<String> corners = texts.getOrDefault("bndbox/" + field, List.of());
    if (index >= corners.size()) {
      throw new BadRecord("bndbox " + field + " is missing");
    }
    return number(corners.get(index), "bndbox " + field);
  }

  /** Corners of LabelMe's or Roboflow's outline, x y x y ...; none where there is no outline. */
  private List<Double> outline() throws BadRecord {
    List<String> xs = new ArrayList<>(texts.getOrDefault("polygon/pt/x", List.of()));
    List<String> ys = new ArrayList<>(texts.getOrDefault("polygon/pt/y", List.of()));
    if (xs.isEmpty()) {
      xs = numbered("x");
      ys = numbered("y");
    }
    List<Double> corners = new ArrayList<>();
    for (int i = 0; xs.size() == ys.size() && xs.size() > 2 && i < xs.size(); i++) {
      corners.add(number(xs.get(i), "polygon x"));
      corners.add(number(ys.get(i), "polygon y"));
    }
    return corners;
  }

  private List<String> numbered(String axis) {
    Map<Integer, String> corners = new TreeMap<>();
    texts.forEach(
        (path, values) -> {
          Matcher corner = CORNER.matcher(path);
          if (corner.matches() && corner.group(1).equals(axis) && corner.group(2).length() < 7) {
            corners.put(Integer.parseInt(corner.group(2)), values.get(0));
          }
        });
    return List.copyOf(corners.values());
  }

  static double number(String text, String field) throws BadRecord {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadRecord(field + " is " + text + "; it must be a number");
    }
  }
}
