package io.faultline.internal.charts;

import io.faultline.internal.check.Histogram;
import io.faultline.internal.results.Numbers;
import java.util.List;
import java.util.Locale;

/** Writes a histogram as SVG; colours come from the classes of {@code chart.css}. */
public final class HistogramSvg {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 250;
  private static final int LEFT = 16;
  private static final int RIGHT = 16;
  private static final int TOP = 30;
  private static final int BOTTOM = 58;
  private static final double GAP = 0.12;

  private HistogramSvg() {}

  /**
   * The drawing.
   *
   * @param title for those who hear the page
   * @param measure what is counted, below the axis
   */
  public static String of(String title, String measure, Histogram histogram) {
    long most = Math.max(1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
    List<String> edges = histogram.edgeLabels();
    double bottom = HEIGHT - BOTTOM;
    double step = (double) (WIDTH - LEFT - RIGHT) / histogram.counts().size();
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " role=\"img\" aria-label=\"%s\"><title>%s</title>",
            WIDTH, HEIGHT, Markup.escape(title), Markup.escape(title)));
    for (int i = 0; i < histogram.counts().size(); i++) {
      long count = histogram.counts().get(i);
      double x = LEFT + step * i;
      double height = (bottom - TOP) * count / most;
      if (count > 0) {
        svg.append(
            text(
                "<rect class=\"bin\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                x + step * GAP, bottom - height, step * (1 - 2 * GAP), height));
        label(svg, "mark-label", x + step / 2, bottom - height - 7, Numbers.count(count));
      }
    }
    for (int i = 0; i < edges.size(); i++) {
      label(svg, "tick", LEFT + step * (i + 1), bottom + 19, edges.get(i));
    }
    svg.append(
        text(
            "<line class=\"axis\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
            LEFT, bottom, WIDTH - RIGHT, bottom));
    label(svg, "name", WIDTH / 2.0, bottom + 45, measure);
    return svg.append("</svg>").toString();
  }

  private static void label(StringBuilder svg, String kind, double x, double y, String words) {
    svg.append(
        text(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
            kind, x, y, Markup.escape(words)));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
