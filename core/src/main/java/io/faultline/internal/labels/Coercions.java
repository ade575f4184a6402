package io.faultline.internal.labels;

import java.util.Map;
import java.util.TreeMap;

/**
 * Values that a file writes as another type than the format has, yet clearly: {@code "640"} for
 * 640. Each field is listed once, with the first record and how many follow.
 */
public final class Coercions {
  private final Map<String, Seen> fields = new TreeMap<>();
  private String record = "";

  private static final class Seen {
    final String record;
    final String text;
    long count;

    Seen(String record, String text) {
      this.record = record;
      this.text = text;
    }
  }

  /** The record that is read next. */
  public void in(String name) {
    record = name;
  }

  /** A field that holds a text in place of a number. */
  void text(String field, String text) {
    String kind = record.replaceAll("[ \\[].*", "") + " " + field;
    fields.computeIfAbsent(kind, key -> new Seen(record, field + " is \"" + text + '"')).count++;
  }

  /** Lists them all. */
  public void list(FileFindings findings) {
    for (Seen seen : fields.values()) {
      findings.repaired(
          seen.record,
          seen.text
              + ", a text; read as the number"
              + (seen.count > 1 ? " (so in " + (seen.count - 1) + " more records)" : ""));
    }
  }
}
