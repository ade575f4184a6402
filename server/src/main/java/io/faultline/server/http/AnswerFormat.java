package io.faultline.server.http;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** In what form a client gets its result. */
enum AnswerFormat {
  JSON("application/json"),
  CSV("text/csv"),
  JPEG("image/jpeg");

  private final String type;

  AnswerFormat(String type) {
    this.type = type;
  }

  /** The media type. */
  String type() {
    return type;
  }

  /**
   * The first form that a client accepts, by its own order and by ours where it has none.
   *
   * @param accept the header; empty accepts all
   */
  static AnswerFormat of(String accept) {
    QuotedQualityCSV wanted = new QuotedQualityCSV();
    wanted.addValue(accept);
    List<String> ranges = wanted.getValues();
    if (ranges.isEmpty()) {
      return JSON;
    }
    for (String range : ranges) {
      String type = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
      for (AnswerFormat format : values()) {
        if (type.equals("*/*")
            || type.equals(format.type)
            || type.equals(format.type.replaceFirst("/.*", "/*"))) {
          return format;
        }
      }
    }
    throw new ApiFault(
        406,
        "not-acceptable",
        "Accept is " + accept + "; results come as application/json, text/csv or image/jpeg");
  }
}
