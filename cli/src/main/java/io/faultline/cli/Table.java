package io.faultline.cli;

import io.faultline.internal.text.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text in columns: the first is set to the left, the others to the right. A line break or control
 * character in a cell is shown as an escape.
 */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a header. */
  Table(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row, which may be shorter than the header. */
  Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(VisibleText::line).toList());
    return this;
  }

  /** Every line, with a line break at its end. */
  String text() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP);
        line.append(i == 0 ? row.get(i) + space : space + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
