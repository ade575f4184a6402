package io.faultline.internal.results;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
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

  /** A field, in quotes or not, and what ends it. */
  private static final Pattern FIELD =
      Pattern.compile("(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^\",\r\n]*+))(,|\\r?\\n|\\z)");

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

  /**
   * Reads a table that {@link #write} wrote, or another one of RFC 4180 in UTF-8: lines may end
   * with LF, and the apostrophe before what a spreadsheet would calculate is taken off.
   *
   * @return the fields of each line, the header first
   * @throws FaultlineException with {@link Problem#INPUT} where the file cannot be read, or a quote
   *     is not closed
   */
  public static List<List<String>> read(Path file) {
    try {
      return lines(Files.readString(file).replaceFirst("^\uFEFF", ""), file);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static List<List<String>> lines(String text, Path file) {
    List<List<String>> lines = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!field.region(at, text.length()).lookingAt()) {
        throw new FaultlineException(
            Problem.INPUT,
            file + ": line " + (lines.size() + 1) + " of the table: a quote is not closed");
      }
      String quoted = field.group(1);
      fields.add(plain(quoted == null ? field.group(2) : quoted.replace("\"\"", "\"")));
      at = field.end();
      if (!field.group(3).equals(",")) {
        lines.add(List.copyOf(fields));
        fields.clear();
      } else if (at == text.length()) {
        fields.add("");
      }
    }
    if (!fields.isEmpty()) {
      lines.add(List.copyOf(fields));
    }
    return List.copyOf(lines);
  }

  private static String plain(String field) {
    return field.startsWith("'") && calculates(field.substring(1)) ? field.substring(1) : field;
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
