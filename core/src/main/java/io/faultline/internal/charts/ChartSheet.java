package io.faultline.internal.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Charts side by side as one SVG picture of its own: a title above them, each chart's title over
 * it, and a few words below, broken into lines. On white, whatever shows it.
 *
 * @param title above everything
 * @param charts from left to right, at least one
 * @param words below the charts; may be empty
 */
public record ChartSheet(String title, List<Chart> charts, String words) {
  private static final int MARGIN = 28;
  private static final int GAP = 36;
  private static final int CHARTS_TOP = 96;
  private static final int LINE = 23;
  private static final double CHARACTER = 7.4;

  public ChartSheet {
    charts = List.copyOf(charts);
  }

  public String svg() {
    List<ChartSvg> drawings = charts.stream().map(ChartSvg::new).toList();
    double width = 2.0 * MARGIN + charts.size() * (ChartSvg.WIDTH + GAP) - GAP;
    double chartsBottom =
        CHARTS_TOP + drawings.stream().mapToDouble(ChartSvg::height).max().orElse(0);
    List<String> lines = lines(words, (int) ((width - 2 * MARGIN) / CHARACTER));
    double height = chartsBottom + 16 + lines.size() * LINE + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\""
                + " height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width, height, width, height, Markup.escape(title)));
    svg.append("<title>").append(Markup.escape(title)).append("</title>");
    svg.append("<style>").append(Resource.text("chart.css")).append("</style>");
    svg.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>");
    label(svg, "heading", MARGIN, 44, title);
    for (int i = 0; i < drawings.size(); i++) {
      double left = MARGIN + i * (double) (ChartSvg.WIDTH + GAP);
      label(svg, "subheading", left, CHARTS_TOP - 16, charts.get(i).title());
      double top = chartsBottom - drawings.get(i).height();
      svg.append(text("<g transform=\"translate(%.0f %.0f)\">", left, top));
      svg.append(drawings.get(i).drawing()).append("</g>");
    }
    for (int i = 0; i < lines.size(); i++) {
      label(svg, "words", MARGIN, chartsBottom + 28 + i * LINE, lines.get(i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void label(StringBuilder svg, String kind, double x, double y, String words) {
    svg.append(
        text(
            "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\">%s</text>",
            kind, x, y, Markup.escape(words)));
  }

  /** Broken between words into lines of at most so many characters, longer words apart. */
  public static List<String> lines(String words, int characters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > characters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
