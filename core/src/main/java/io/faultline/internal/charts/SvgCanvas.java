package io.faultline.internal.charts;

import io.faultline.internal.text.Markup;
import io.faultline.internal.text.Numbers;
import java.util.Locale;

/**
 * Draws the parts of a chart as SVG, in units of its own; colours come from the classes of {@code
 * chart.css}. Positions are rounded to tenths.
 */
final class SvgCanvas {
  private final StringBuilder svg = new StringBuilder();

  /** A straight line. */
  void line(String kind, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>",
        kind, px(x1), px(y1), px(x2), px(y2));
  }

  /** A path in SVG's own words. */
  void path(String kind, String path) {
    add("<path class=\"%s\" d=\"%s\"/>", kind, path);
  }

  void circle(String kind, double x, double y, double radius) {
    add("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>", kind, px(x), px(y), px(radius));
  }

  /**
   * A rectangle.
   *
   * @param corner radius of its corners; 0 for none
   */
  void rectangle(String kind, double x, double y, double width, double height, double corner) {
    add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>",
        kind, px(x), px(y), px(width), px(height), corner > 0 ? " rx=\"" + px(corner) + "\"" : "");
  }

  /**
   * A line of text on its baseline.
   *
   * @param anchor what of it stands at {@code x}: {@code start}, {@code middle} or {@code end}
   */
  void label(String kind, double x, double y, String anchor, String words) {
    add(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
        kind, px(x), px(y), anchor, Markup.escape(words));
  }

  /** Text that runs upwards, its middle at a position. */
  void upright(String kind, double x, double y, String words) {
    add(
        "<text class=\"%s\" text-anchor=\"middle\" transform=\"translate(%s %s)"
            + " rotate(-90)\">%s</text>",
        kind, px(x), px(y), Markup.escape(words));
  }

  /** Another drawing with its origin at a position. */
  void place(double x, double y, SvgCanvas drawing) {
    add("<g transform=\"translate(%s %s)\">", px(x), px(y));
    svg.append(drawing.svg).append("</g>");
  }

  /** For a page that holds {@code chart.css} already, and {@code chart-dark.css} if it likes. */
  String inPage(String title, double width, double height) {
    return document("", title, width, height, "") + "</svg>";
  }

  /**
   * As a picture of its own, on white, whatever shows it.
   *
   * @param style rules beside those of {@code chart.css}
   */
  String alone(String title, double width, double height, String style) {
    return document(
            format(" width=\"%s\" height=\"%s\"", px(width), px(height)),
            title,
            width,
            height,
            "<style>"
                + Resource.text("chart.css")
                + style
                + "</style><rect class=\"ground\" width=\"100%\" height=\"100%\"/>")
        + "</svg>\n";
  }

  private String document(
      String size, String title, double width, double height, String beforeAll) {
    String name = Markup.escape(title);
    return format(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\"%s viewBox=\"0 0 %s %s\""
                + " role=\"img\" aria-label=\"%s\"><title>%s</title>",
            size, px(width), px(height), name, name)
        + beforeAll
        + svg;
  }

  /** A position as it stands in a path. */
  static String px(double value) {
    return Numbers.shortest(Math.round(value * 10) / 10.0);
  }

  private void add(String format, Object... values) {
    svg.append(format(format, values));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
