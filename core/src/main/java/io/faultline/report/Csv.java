package io.faultline.report;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.provenance.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables by RFC 4180: UTF-8, commas between fields, lines end with CRLF, a field with a comma, a
 * quote or a line break stands in quotes and its quotes are doubled.
 *
 * <p>A spreadsheet calculates a field that begins with {@code = + - @}, their full-width forms, a
 * tab or a line break, and a photo can be named so. Such a field gets an apostrophe before it and
 * stands in quotes (OWASP, "CSV Injection"); a number, such as {@code -1.5}, stays a number.
 */
public final class Csv {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private Csv() {}

  /**
   * Writes a table, whole or not at all.
   *
   * @param lines the fields of each line, the header first
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void write(Path file, Iterable<List<String>> lines) {
    AtomicFile.write(
        file,
        out -> {
          for (List<String> fields : lines) {
            line(out, fields);
          }
        });
  }

  static void line(OutputStream out, List<String> fields) throws IOException {
    String line = fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String field) {
    if (calculates(field)) {
      return "\"'" + field.replace("\"", "\"\"") + '"';
    }
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  private static boolean calculates(String field) {
    return !field.isEmpty()
        && FORMULA_STARTS.indexOf(field.charAt(0)) >= 0
        && !NUMBER.matcher(field).matches();
  }
}
