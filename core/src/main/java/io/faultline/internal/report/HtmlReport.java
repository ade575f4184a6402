package io.faultline.internal.report;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.charts.Resource;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.report.ReportContent.Headline;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Markup;
import java.nio.file.Path;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: style, charts and photos are inside it, it
 * runs no script and its own content policy forbids it to fetch anything. It follows the reader's
 * light or dark scheme, fits a phone, and prints. Every text is escaped, so that no file name or
 * class name can become markup.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void write(Path file, ReportContent content) {
    AtomicFile.write(file, page(content));
  }

  /** The page as text, to be stored as UTF-8. */
  public static String page(ReportContent content) {
    StringBuilder html = new StringBuilder(1 << 16);
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        """);
    html.append("<title>").append(Markup.escape(content.title())).append("</title>\n");
    html.append("<style>\n")
        .append(Resource.text("report.css"))
        .append(Resource.text("chart.css"))
        .append(Resource.text("chart-dark.css"))
        .append("</style>\n</head>\n<body>\n");
    header(html, content);
    html.append("<main>\n");
    HtmlBlocks blocks = new HtmlBlocks(html);
    for (int i = 0; i < content.sections().size(); i++) {
      section(html, blocks, content.sections().get(i), i + 1);
    }
    html.append("</main>\n<footer>")
        .append(Markup.escape(content.footer()))
        .append("</footer>\n</body>\n</html>\n");
    return html.toString();
  }

  private static void header(StringBuilder html, ReportContent content) {
    html.append("<header>\n<p class=\"brand\">Faultline report</p>\n<h1>")
        .append(Markup.escape(content.title()))
        .append("</h1>\n<p class=\"verdict\">")
        .append(Markup.escape(content.verdict()))
        .append("</p>\n");
    headlines(html, content.headlines());
    if (content.sections().size() > 1) {
      html.append("<nav aria-label=\"Sections\">");
      for (int i = 0; i < content.sections().size(); i++) {
        html.append("<a href=\"#s")
            .append(i + 1)
            .append("\">")
            .append(Markup.escape(content.sections().get(i).title()))
            .append("</a>");
      }
      html.append("</nav>\n");
    }
    html.append("</header>\n");
  }

  private static void headlines(StringBuilder html, List<Headline> headlines) {
    if (headlines.isEmpty()) {
      return;
    }
    html.append("<dl class=\"headlines\">\n");
    for (Headline headline : headlines) {
      html.append("<div><dt>")
          .append(Markup.escape(headline.label()))
          .append("</dt><dd class=\"value\">")
          .append(Markup.escape(headline.value()))
          .append("</dd><dd class=\"detail\">")
          .append(Markup.escape(headline.detail()))
          .append("</dd></div>\n");
    }
    html.append("</dl>\n");
  }

  private static void section(StringBuilder html, HtmlBlocks blocks, Section section, int number) {
    html.append("<section id=\"s")
        .append(number)
        .append("\">\n<h2>")
        .append(Markup.escape(section.title()))
        .append("</h2>\n");
    if (!section.intro().isEmpty()) {
      html.append("<p class=\"intro\">").append(Markup.escape(section.intro())).append("</p>\n");
    }
    section.blocks().forEach(blocks::add);
    html.append("</section>\n");
  }
}
