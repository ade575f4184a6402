package io.faultline.internal.labels.yolo;

import io.faultline.internal.labels.BadRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of a YOLO label file as written: a class and numbers, parted by blanks, tabs, commas or
 * semicolons.
 *
 * @param record how messages name it
 * @param className the class, as a number or by its name
 * @param values what follows, not yet held against any form
 */
record YoloLine(String record, String className, List<Double> values) {
  private static final Pattern PARTS = Pattern.compile("[\\s\\u00A0,;]+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile(".*\\s-?\\d+,\\d+(\\s.*|$)");

  /** Copies the list. */
  YoloLine {
    values = List.copyOf(values);
  }

  /** Whether a line says nothing: it is blank or a comment. */
  static boolean isSilent(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith("//");
  }

  static YoloLine parse(String record, String line) throws BadRecord {
    String text = line.strip();
    if (!text.contains(".") && DECIMAL_COMMA.matcher(text).matches()) {
      throw new BadRecord(
          "is " + shortened(text) + "; decimals must have a point, not a comma (0.5 for 0,5)");
    }
    List<String> parts = Arrays.stream(PARTS.split(text)).filter(part -> !part.isEmpty()).toList();
    int classParts = 1;
    while (classParts < parts.size()
        && !isNumber(parts.get(classParts))
        && !isNumber(parts.get(0))) {
      classParts++; // A name of several words.
    }
    List<Double> values = new ArrayList<>();
    for (String part : parts.subList(classParts, parts.size())) {
      if (!isNumber(part)) {
        throw new BadRecord("holds " + shortened(part) + "; it must be a number");
      }
      values.add(Double.parseDouble(part));
    }
    return new YoloLine(record, String.join(" ", parts.subList(0, classParts)), values);
  }

  /** Whether a line may be a label: a class and at least a box. */
  static boolean isLabel(String line) {
    try {
      return !isSilent(line) && parse("", line).values().size() >= 4;
    } catch (BadRecord e) {
      return false;
    }
  }

  private static boolean isNumber(String text) {
    try {
      double unused = Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
