package io.faultline.report;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.provenance.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables by RFC 4180: UTF-8, commas between fields, lines end with CRLF, a field with a comma, a
 * quote or a line break stands in quotes and its quotes are doubled.
 */
public final class Csv {
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
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
